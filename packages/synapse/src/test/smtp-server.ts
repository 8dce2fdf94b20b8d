import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A mail server of this machine that takes every mail, and keeps them. */
export class SmtpServer implements AsyncDisposable {
  /** The mails as they were sent, headers first. */
  readonly mails: string[] = [];
  readonly #server = createServer((socket) => void this.#serve(socket));

  static async start(): Promise<SmtpServer> {
    const server = new SmtpServer();
    await once(server.#server.listen(0, '127.0.0.1'), 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(socket: Socket): Promise<void> {
    let mail: string[] | undefined;
    socket.write('220 ready\r\n');
    for await (const line of createInterface(socket)) {
      if (mail === undefined) {
        if (line === 'DATA') mail = [];
        if (line.startsWith('RCPT TO:<refused@')) socket.write('550 nobody is here\r\n');
        else if (line === 'QUIT') socket.end('221 bye\r\n');
        else socket.write(mail === undefined ? '250 fine\r\n' : '354 go on\r\n');
      } else if (line === '.') {
        this.mails.push(mail.join('\n'));
        mail = undefined;
        socket.write('250 taken\r\n');
      } else {
        mail.push(line);
      }
    }
  }
}
