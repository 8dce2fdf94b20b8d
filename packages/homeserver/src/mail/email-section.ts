import { z } from 'zod';
import { duration, strictSection } from '../setting-schemas.ts';
import type { EmailSettings } from './email-settings.ts';

/** An address, alone or behind a name. */
const SENDER = /^(?:[^<>]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/;

/** The name that mails carry if the section does not say another. */
export const DEFAULT_APP_NAME = 'Matrix';

const section = z.strictObject({
  smtp_host: z.string().min(1).default('localhost'),
  smtp_port: z.int().min(1).max(65_535).optional(),
  smtp_user: z.string().optional(),
  smtp_pass: z.string().optional(),
  force_tls: z.boolean().default(false),
  require_transport_security: z.boolean().default(false),
  enable_tls: z.boolean().default(true),
  tlsname: z.string().optional(),
  notif_from: z.string().regex(SENDER, 'must be an address like Bouton <bouton@example.com>'),
  app_name: z.string().default(DEFAULT_APP_NAME),
  validation_token_lifetime: duration.default(60 * 60 * 1000),
  // Where clients are reached. No mail of this homeserver leads there.
  client_base_url: z.string().optional(),
  invite_client_location: z.string().optional(),
  subjects: strictSection({
    password_reset: z.string().default('[%(server_name)s] Password reset'),
    email_validation: z.string().default('[%(server_name)s] Validate your email'),
  }),
});

/** The section `email` of the configuration file. */
export const emailSection: z.ZodType<{ readonly appName: string; readonly email: EmailSettings }> = section
  .superRefine(({ enable_tls: enableTls, ...needing }, check) => {
    if (enableTls) return;
    for (const key of ['force_tls', 'require_transport_security'] as const) {
      if (needing[key])
        check.addIssue({ code: 'custom', path: [key], message: 'must be false if enable_tls is false' });
    }
  })
  .transform((raw) => ({
    appName: raw.app_name,
    email: {
      smtpHost: raw.smtp_host,
      smtpPort: raw.smtp_port ?? (raw.force_tls ? 465 : 25),
      smtpUser: raw.smtp_user,
      smtpPass: raw.smtp_pass,
      forceTls: raw.force_tls,
      requireTransportSecurity: raw.require_transport_security,
      enableTls: raw.enable_tls,
      tlsname: raw.tlsname,
      notifFrom: raw.notif_from,
      validationTokenLifetime: raw.validation_token_lifetime,
      subjects: { passwordReset: raw.subjects.password_reset, emailValidation: raw.subjects.email_validation },
    },
  }));
