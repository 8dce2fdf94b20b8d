import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import type { HomeserverContext } from '../context.ts';
import type { EmailSettings } from './email-settings.ts';

/** How long the mail server may take for each step, in milliseconds. */
const TIMEOUT = 30_000;

/** A mail in its two forms. */
export interface Mail {
  readonly recipient: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Sends mails through the mail server of the settings. */
export class Mailer {
  readonly #context: HomeserverContext;

  constructor(context: HomeserverContext) {
    this.#context = context;
  }

  /**
   * Sends a mail, and resolves once the mail server has taken it.
   *
   * @throws {Error} If it does not, if there is no mail server, or if the recipient is not an address.
   */
  async send({ recipient, subject, html, text }: Mail): Promise<void> {
    const { settings, log } = this.#context;
    const { email } = settings;
    if (email === undefined) throw new Error('Cannot send a mail: the configuration has no section email');
    const from = senderOf(email.notifFrom, settings.emailAppName);
    const to = firstAddress(recipient);
    if (to === undefined) {
      throw new TypeError(`Cannot send a mail to ${JSON.stringify(recipient)}, expected an email address`);
    }
    log.info(`Sending a mail to ${to}`);
    const transport = createTransport(transportOptions(email));
    try {
      await transport.sendMail({
        envelope: { from: from.address, to },
        from,
        to: recipient,
        subject,
        html,
        text,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } finally {
      transport.close();
    }
  }
}

function transportOptions(email: EmailSettings) {
  const { smtpUser: user, smtpPass: pass = '', tlsname: name = email.smtpHost } = email;
  return {
    host: email.smtpHost,
    port: email.smtpPort,
    secure: email.forceTls,
    ignoreTLS: !email.enableTls,
    requireTLS: email.requireTransportSecurity,
    // A server's name is told to it, and wanted in its certificate; an address cannot be told.
    tls: isIP(name) === 0 ? { servername: name } : {},
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
    ...(user === undefined ? {} : { auth: { user, pass } }),
  };
}

/** Who sends: the name is free text, which the app's own name may be a part of. */
function senderOf(notifFrom: string, appName: string): { readonly name: string; readonly address: string } {
  const [, name = '', address = notifFrom] = /^(.*)<([^<>]*)>$/s.exec(notifFrom) ?? [];
  const unquoted = name.trim().replace(/^"(.*)"$/s, '$1');
  return { name: unquoted.replaceAll('%(app)s', () => appName), address: address.trim() };
}

/** The first address of a header; undefined if there is none, or if it is more than a line. */
function firstAddress(header: string): string | undefined {
  if (/\p{Cc}/u.test(header)) return undefined;
  const [address] = addressparser(header, { flatten: true }).map((one) => one.address);
  return address === undefined || address === '' ? undefined : address;
}
