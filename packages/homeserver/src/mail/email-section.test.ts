import { describe, expect, test } from 'vitest';
import { parseHomeserverSettings } from '../parse-homeserver-settings.ts';

const SENDER = 'Bouton <bouton@example.com>';

const parse = (email: unknown) => parseHomeserverSettings({ server_name: 'x', email });

const issues = (raw: Readonly<Record<string, unknown>>) => {
  const parsed = parseHomeserverSettings({ server_name: 'x', ...raw });
  return parsed.ok ? [] : parsed.issues.map(({ path, at, message }) => [path.join('.'), at, message]);
};

const defaults = {
  smtpHost: 'localhost',
  smtpPort: 25,
  smtpUser: undefined,
  smtpPass: undefined,
  forceTls: false,
  requireTransportSecurity: false,
  enableTls: true,
  tlsname: undefined,
  notifFrom: SENDER,
  validationTokenLifetime: 3_600_000,
  subjects: {
    passwordReset: '[%(server_name)s] Password reset',
    emailValidation: '[%(server_name)s] Validate your email',
  },
};

describe('emailSection', () => {
  test('`emailSection` needs a sender, and reads the rest', () => {
    expect(parse({ notif_from: SENDER })).toMatchObject({
      ok: true,
      value: { emailAppName: 'Matrix', email: defaults },
    });
    const full = {
      smtp_host: 'mail.example.com',
      smtp_user: 'bouton',
      smtp_pass: 'secret',
      force_tls: true,
      tlsname: 'smtp.example.com',
      notif_from: '%(app)s <bouton@example.com>',
      app_name: 'Example',
      validation_token_lifetime: '15m',
      client_base_url: 'https://app.example.com',
      invite_client_location: 'https://app.example.com',
      subjects: { password_reset: 'Reset' },
    };
    expect(parse(full)).toMatchObject({
      ok: true,
      value: {
        emailAppName: 'Example',
        email: {
          ...defaults,
          smtpHost: 'mail.example.com',
          smtpPort: 465,
          smtpUser: 'bouton',
          smtpPass: 'secret',
          forceTls: true,
          tlsname: 'smtp.example.com',
          notifFrom: '%(app)s <bouton@example.com>',
          validationTokenLifetime: 900_000,
          subjects: { ...defaults.subjects, passwordReset: 'Reset' },
        },
      },
    });
  });

  test('`emailSection` names every fault', () => {
    expect(issues({ email: {} })).toEqual([['email.notif_from', 'value', 'is missing, must be a string']]);
    expect(issues({ email: { notif_from: 'Bouton', enable_notifs: true } })).toEqual([
      ['email.notif_from', 'value', 'must be an address like Bouton <bouton@example.com>'],
      ['email.enable_notifs', 'key', 'is not a known key'],
    ]);
    const without = { notif_from: SENDER, enable_tls: false };
    expect(issues({ email: { ...without, force_tls: true, require_transport_security: true } })).toEqual([
      ['email.force_tls', 'value', 'must be false if enable_tls is false'],
      ['email.require_transport_security', 'value', 'must be false if enable_tls is false'],
    ]);
  });

  test('`emailSection` is there if registration needs an address', () => {
    const required = { registrations_require_3pid: ['email'] };
    expect(issues({ ...required, email: { notif_from: SENDER } })).toEqual([]);
    expect(issues(required)).toEqual([
      ['registrations_require_3pid', 'key', 'needs the section email, without which no address can be validated'],
    ]);
    expect(issues({ registrations_require_3pid: ['msisdn'] })).toEqual([
      ['registrations_require_3pid.0', 'value', 'must be "email"'],
    ]);
  });
});
