import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '@bouton/sdk';

/** How the next requests are answered. */
export interface GatewayAnswer {
  readonly status: number;
  readonly body: string;
}

/** A push gateway on this machine, which keeps what it is sent. */
export interface TestGateway extends AsyncDisposable {
  /** Where notifications go. */
  readonly url: string;
  /** How it answers; it may be replaced. */
  answer: GatewayAnswer;
  /** The notifications since it was last asked. */
  take(): JsonObject[];
}

/** Starts a {@linkcode TestGateway} that takes everything. */
export async function testGateway(): Promise<TestGateway> {
  let received: JsonObject[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { notification: JsonObject };
      received.push(body.notification);
      response.writeHead(gateway.answer.status, { 'content-type': 'application/json' }).end(gateway.answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const gateway: TestGateway = {
    url: `http://127.0.0.1:${port}/_matrix/push/v1/notify`,
    answer: { status: 200, body: '{}' },
    take: () => {
      const taken = received;
      received = [];
      return taken;
    },
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return gateway;
}

/** The body that sets a pusher to the gateway. */
export function pusherBody({ url }: TestGateway, changes: JsonObject = {}): JsonObject {
  return {
    kind: 'http',
    app_id: 'org.example.app',
    app_display_name: 'App',
    device_display_name: 'Phone',
    pushkey: 'key',
    lang: 'en',
    data: { url },
    ...changes,
  };
}
