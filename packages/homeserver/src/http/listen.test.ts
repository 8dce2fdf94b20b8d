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
});
