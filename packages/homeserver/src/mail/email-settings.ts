/** How mails are sent. */
export interface EmailSettings {
  readonly smtpHost: string;
  readonly smtpPort: number;
  /** With whom to log in at the mail server; undefined: without. */
  readonly smtpUser: string | undefined;
  readonly smtpPass: string | undefined;
  /** Whether the connection begins with TLS. */
  readonly forceTls: boolean;
  /** Whether a mail server without TLS is refused. */
  readonly requireTransportSecurity: boolean;
  /** Whether TLS is used if the mail server offers it. */
  readonly enableTls: boolean;
  /** The name that the mail server's certificate must carry; undefined: its host. */
  readonly tlsname: string | undefined;
  /** From whom mails come; `%(app)s` in it stands for the app's name. */
  readonly notifFrom: string;
  /** How long the link in a mail is good, in milliseconds. */
  readonly validationTokenLifetime: number;
  /** The subjects of mails, with `%(app)s` and `%(server_name)s`. */
  readonly subjects: { readonly passwordReset: string; readonly emailValidation: string };
}
