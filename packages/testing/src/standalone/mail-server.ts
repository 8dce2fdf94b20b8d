import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail that the server has taken. */
export interface ReceivedMail {
  /** As the client names sender and recipients in the protocol. */
  readonly sender: string;
  readonly recipients: readonly string[];
  /** The headers, by name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
  /** With which user name the client has logged in. */
  readonly user: string | undefined;
  readonly isEncrypted: boolean;
}

/** Mails that have come. */
export interface Mailbox {
  /** The oldest first. A test may take some out. */
  readonly mails: ReceivedMail[];
  /** Takes out the last mail, and returns the first link in its text. @throws {Error} If there is no mail, or no link. */
  link(): string;
}

/** A real mail server that keeps what it gets. */
export interface MailServer extends Mailbox, AsyncDisposable {
  readonly port: number;
  /** The setting `email` of a homeserver that sends its mails here. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * Starts a {@linkcode MailServer}; without options it offers no encryption, and wants nobody to log in.
 *
 * @param wantedPort 0: one that nobody uses.
 */
export async function mailServer(options: SMTPServerOptions = {}, wantedPort = 0): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      const receive = async (): Promise<void> => {
        const raw = await readText(stream);
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          sender: mailFrom === false ? '' : mailFrom.address,
          recipients: rcptTo.map(({ address }) => address),
          user: typeof session.user === 'string' ? session.user : undefined,
          isEncrypted: session.secure,
          ...parse(raw),
        });
      };
      void receive().finally(done);
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(wantedPort, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    mails,
    settings: {
      smtp_host: '127.0.0.1',
      smtp_port: port,
      notif_from: '%(app)s <noreply@example.com>',
      app_name: 'Tester',
    },
    link: () => linkIn(mails.pop()),
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(resolve)),
  };
}

function linkIn(mail: ReceivedMail | undefined): string {
  if (mail === undefined) throw new Error('No mail has come');
  const link = /https?:\S+/.exec(mail.text)?.[0];
  if (link === undefined) throw new Error(`There is no link in the mail: ${mail.text}`);
  return link;
}

function parse(raw: string): Pick<ReceivedMail, 'headers' | 'text' | 'html'> {
  const { headers, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? '';
  if (boundary === '') {
    const type = headers.get('content-type') ?? 'text/plain';
    const content = decode(body, headers.get('content-transfer-encoding') ?? '7bit');
    return {
      headers,
      text: type.startsWith('text/html') ? '' : content,
      html: type.startsWith('text/html') ? content : '',
    };
  }
  const parts = body.split(`--${boundary}`).map((part) => split(part.replace(/^\r\n/, '')));
  const part = (type: string): string => {
    const found = parts.find((one) => one.headers.get('content-type')?.startsWith(type));
    return found === undefined ? '' : decode(found.body, found.headers.get('content-transfer-encoding') ?? '7bit');
  };
  return { headers, text: part('text/plain'), html: part('text/html') };
}

function split(message: string) {
  const [head = '', ...body] = message.split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.replace(/:.*$/s, '').toLowerCase(), line.replace(/^[^:]*:\s*/, '')]),
  );
  return { headers, body: body.join('\r\n\r\n') };
}

function decode(body: string, encoding: string): string {
  const text = body.replace(/\r\n$/, '');
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString();
  if (encoding !== 'quoted-printable') return text;
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
