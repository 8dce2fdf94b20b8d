import { describe, expect, test } from 'vitest';
import { listen, type ListenSettings } from './listen.ts';

/** The client's address, as the homeserver sees it. */
async function addressSeen(settings: Partial<ListenSettings>, forwarded?: string): Promise<string> {
  await using listener = await listen(async (_request, ip) => new Response(ip), {
    bindAddress: '127.0.0.1',
    port: 0,
    xForwarded: false,
    ...settings,
  });
  const headers = { connection: 'close', ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }) };
  return await (await fetch(`http://127.0.0.1:${listener.port}/`, { headers })).text();
}

describe('listen()', () => {
  test('a request comes from where its connection does', async () => {
    expect(await addressSeen({})).toBe('127.0.0.1');
    expect(await addressSeen({}, '10.0.0.1')).toBe('127.0.0.1');
  });

  test('behind a reverse proxy, a request comes from where that says', async () => {
    const xForwarded = true;
    expect(await addressSeen({ xForwarded }, '10.0.0.1')).toBe('10.0.0.1');
    expect(await addressSeen({ xForwarded }, ' 2001:db8::1 , 10.0.0.1')).toBe('2001:db8::1');
    expect(await addressSeen({ xForwarded })).toBe('127.0.0.1');
    expect(await addressSeen({ xForwarded }, 'nonsense')).toBe('127.0.0.1');
  });

  test.each<[what: string, response: () => Response, headers: Readonly<Record<string, string>>]>([
    ['nothing', () => new Response(null, { status: 200 }), {}],
    ['a type', () => new Response('a,b', { headers: { 'content-type': 'text/csv' } }), { 'content-type': 'text/csv' }],
    [
      'origins, caches and cookies',
      () =>
        new Response(ReadableStream.from([new Uint8Array([1])]), {
          headers: [
            ['access-control-allow-origin', 'https://app.example.com'],
            ['cache-control', 'max-age=60'],
            ['content-type', 'application/octet-stream'],
            ['set-cookie', 'a=1'],
            ['set-cookie', 'b=2'],
          ],
        }),
      {
        'access-control-allow-origin': 'https://app.example.com',
        'cache-control': 'max-age=60',
        'content-type': 'application/octet-stream',
        'set-cookie': 'b=2',
      },
    ],
  ])('a response that says %s is sent as it is', async (_what, response, headers) => {
    await using listener = await listen(async () => response(), {
      bindAddress: '127.0.0.1',
      port: 0,
      xForwarded: false,
    });
    const answer = await fetch(`http://127.0.0.1:${listener.port}/`, { headers: { connection: 'close' } });
    const ofConnection = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);
    expect(Object.fromEntries([...answer.headers].filter(([name]) => !ofConnection.has(name)))).toEqual(headers);
    expect(answer.headers.getSetCookie()).toEqual('set-cookie' in headers ? ['a=1', 'b=2'] : []);
    await answer.body?.cancel();
  });
});
