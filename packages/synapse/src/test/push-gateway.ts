import type { JsonObject } from '@bouton/sdk';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A push gateway of this machine, which keeps what it is sent. Push keys that begin with `rejected` it does not know. */
export class PushGateway implements AsyncDisposable {
  readonly notifications: JsonObject[] = [];
  readonly #server = createServer((request, response) => {
    void json(request).then((body) => {
      const { notification } = body as { notification: JsonObject & { devices: { pushkey: string }[] } };
      this.notifications.push(notification);
      const keys = notification.devices.map(({ pushkey }) => pushkey);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ rejected: keys.filter((key) => key.startsWith('rejected')) }));
    });
  });

  static async start(): Promise<PushGateway> {
    const gateway = new PushGateway();
    await once(gateway.#server.listen(0, '127.0.0.1'), 'listening');
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/_matrix/push/v1/notify`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
