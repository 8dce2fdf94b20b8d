import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { startPushGateway } from '../../../testing/src/standalone/push-gateway.ts';
import { IpRanges, PRIVATE_RANGES } from '../lib/ip-ranges.ts';
import { PushGateway } from './push-gateway.ts';

const open = new PushGateway(new IpRanges({ blocked: [], allowed: [] }));
const closed = new PushGateway(new IpRanges({ blocked: PRIVATE_RANGES, allowed: [] }));
const { signal } = new AbortController();

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

test('`PushGateway` posts JSON and reads the answer', async () => {
  await using gateway = await startPushGateway();
  gateway.answer = { status: 200, body: '{"rejected":["a"]}' };
  expect(await open.post(gateway.url, { notification: { room_name: 'Café' } }, signal)).toEqual({ rejected: ['a'] });
  expect(gateway.take()).toEqual([{ room_name: 'Café' }]);
});

test('`PushGateway` says why it cannot send', async () => {
  await using gateway = await startPushGateway();
  const fault = async (status: number, body: string) => {
    gateway.answer = { status, body };
    return open.post(gateway.url, { notification: {} }, signal).catch((error: unknown) => String(error));
  };
  expect([await fault(500, '{}'), await fault(200, '[]'), await fault(200, `"${'x'.repeat(2 ** 20)}"`)]).toEqual([
    'Error: The push gateway answered 500',
    'Error: The push gateway answered something else than a JSON object',
    'Error: The push gateway answered more than 1048576 bytes',
  ]);
  expect(await fault(200, 'text')).toMatch(/^SyntaxError: /);
  await expect(open.post('ftp://example.org/', {}, signal)).rejects.toThrow('Cannot send to ftp:');
});

test('`PushGateway` follows no redirects', async () => {
  await using target = await startPushGateway();
  await using from = await serve((_, response) => response.writeHead(307, { location: target.url }).end());
  await expect(open.post(from.url, { notification: {} }, signal)).rejects.toThrow('The push gateway answered 307');
  expect(target.take()).toEqual([]);
});

test('`PushGateway` sends nothing to addresses that are blocked, whatever they are called', async () => {
  await using gateway = await startPushGateway();
  for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost']) {
    const url = gateway.url.replace('127.0.0.1', host);
    await expect(closed.post(url, { notification: {} }, signal)).rejects.toThrow(/^The address .* is blocked$/);
  }
  expect(gateway.take()).toEqual([]);
  expect(await open.post(gateway.url.replace('127.0.0.1', 'localhost'), { notification: {} }, signal)).toEqual({
    rejected: [],
  });
});

test('`PushGateway` stops when it is told to', async () => {
  const asked = Promise.withResolvers<void>();
  await using silent = await serve((request) => {
    request.once('close', () => {});
    asked.resolve();
  });
  const stopping = new AbortController();
  const posted = open.post(silent.url, {}, stopping.signal);
  await asked.promise;
  stopping.abort();
  await expect(posted).rejects.toThrow('The operation was aborted');
});
