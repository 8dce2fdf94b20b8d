import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A mail server of this machine that takes every mail, except for `refused@…`, and keeps them. */
export class SmtpServer implements AsyncDisposable {
  /** The mails as they were sent, headers first. */
  readonly mails: string[] = [];
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => {
      done(address.startsWith('refused@') ? new Error('nobody is here') : undefined);
    },
    onData: (stream, _session, done) => {
      const receive = async (): Promise<void> => void this.mails.push((await text(stream)).replaceAll('\r\n', '\n'));
      void receive().finally(done);
    },
  });

  static async start(): Promise<SmtpServer> {
    const server = new SmtpServer();
    await once(server.#server.listen(0, '127.0.0.1'), 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(resolve);
    });
  }
}
