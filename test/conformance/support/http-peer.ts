import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { JsonValue } from '@bouton/sdk';

/** A request as another service got it. */
export interface PeerRequest {
  readonly method: string;
  readonly path: string;
  readonly contentType: string | null;
  readonly header: string | null;
  readonly body: string;
}

/** Another service, which answers requests with what it got; under `/status/418` with that status. */
export class HttpPeer implements AsyncDisposable {
  readonly url: string;
  readonly #close: () => Promise<void>;

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  /** @param at The port; any by default. */
  static async start(at = 0): Promise<HttpPeer> {
    const server = createServer((request, response) => {
      void describe(request).then((seen) => {
        const status = Number(/^\/status\/(\d+)/.exec(seen.path)?.[1] ?? 200);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(seen));
      });
    });
    await once(server.listen(at, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    return new HttpPeer(`http://127.0.0.1:${port}`, async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
  }
}

async function describe(request: IncomingMessage): Promise<PeerRequest & Record<string, JsonValue>> {
  const header = request.headers['x-conformance'];
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    contentType: request.headers['content-type'] ?? null,
    header: typeof header === 'string' ? header : null,
    body: await text(request),
  };
}
