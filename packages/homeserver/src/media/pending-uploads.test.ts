import { setImmediate as nextTurn } from 'node:timers/promises';
import { MediaRepository as OnMedia, Module, type UserId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { testServer, type LoggedIn } from '../test/test-server.ts';

const DAY = 24 * 60 * 60_000;
const asked: unknown[] = [];

@Module()
class Limits {
  @OnMedia
  isUserAllowedToUploadMediaOfSize(userId: UserId, size: number): boolean {
    asked.push([userId, size]);
    return size < 100;
  }
}

async function start() {
  const server = await testServer({}, [Limits]);
  const [alice, bob] = [await server.quickUser('alice'), await server.quickUser('bob')];
  return {
    server,
    alice,
    bob,
    create: ({ token }: LoggedIn) => server.call('POST', '/_matrix/media/v1/create', {}, token),
    put: async ({ token }: LoggedIn, address: string, body: string) => {
      const request = new Request(`${server.baseUrl}/_matrix/media/v3/upload/${address}`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${token}`,
          'content-length': String(body.length),
          'content-type': 'text/plain',
        },
        body,
      });
      const response = await server.fetch(request);
      return [response.status, await response.json()];
    },
    get: async ({ token }: LoggedIn, address: string, timeoutMs = 0) => {
      const url = `${server.baseUrl}/_matrix/client/v1/media/download/${address}?timeout_ms=${timeoutMs}`;
      const response = await server.fetch(new Request(url, { headers: { authorization: `Bearer ${token}` } }));
      return [response.status, await response.text()];
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const addressOf = ({ content_uri: uri }: { readonly content_uri: string }): string => uri.slice('mxc://'.length);

describe('PendingUploads', () => {
  test('an address is given out before its file is there, and filled once, by its creator', async () => {
    await using started = await start();
    const { server, alice, bob, create, put, get } = started;
    const created = await create(alice);
    expect(created).toEqual({
      status: 200,
      body: {
        content_uri: expect.stringMatching(/^mxc:\/\/test\/[A-Za-z]{24}$/),
        unused_expires_at: server.clock.now() + DAY,
      },
    });
    const address = addressOf(created.body);
    const [status, body] = await get(alice, address);
    expect([status, JSON.parse(String(body))]).toEqual([
      504,
      { errcode: 'M_NOT_YET_UPLOADED', error: 'Media has not been uploaded yet' },
    ]);
    asked.length = 0;
    const forbidden = { errcode: 'M_FORBIDDEN', error: 'Only the creator of the media ID can upload to it' };
    expect(await put(bob, address, 'hello')).toEqual([403, forbidden]);
    expect((await put(alice, address, 'x'.repeat(100)))[0]).toBe(413);
    expect(await put(alice, address, 'hello')).toEqual([200, {}]);
    expect(asked).toEqual([
      ['@alice:test', 100],
      ['@alice:test', 5],
    ]);
    expect(await get(bob, address)).toEqual([200, 'hello']);
    expect(await put(alice, address, 'again')).toEqual([
      409,
      { errcode: 'M_CANNOT_OVERWRITE_MEDIA', error: 'Media ID already has content' },
    ]);
    expect(await put(alice, 'test/unknown', 'x')).toEqual([404, { errcode: 'M_NOT_FOUND', error: 'Unknown media ID' }]);
    expect(await put(alice, 'elsewhere/unknown', 'x')).toEqual([
      404,
      { errcode: 'M_NOT_FOUND', error: 'Non-local server name specified' },
    ]);
  });

  test('a download waits for the upload', async () => {
    await using started = await start();
    const { alice, bob, create, put, get } = started;
    const address = addressOf((await create(alice)).body);
    const downloaded = get(bob, address, 5000);
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    await put(alice, address, 'hello');
    expect(await downloaded).toEqual([200, 'hello']);
  });

  test('five addresses of a user wait at once, each for a day', async () => {
    await using started = await start();
    const { server, alice, bob, create, put, get } = started;
    const address = addressOf((await create(alice)).body);
    await server.clock.advance(1000);
    for (let count = 0; count < 4; count += 1) await create(alice);
    expect(await create(alice)).toEqual({
      status: 429,
      body: { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: DAY - 1000 },
    });
    expect((await create(bob)).status).toBe(200);
    await server.clock.advance(DAY);
    expect(await put(alice, address, 'late')).toEqual([404, { errcode: 'M_NOT_FOUND', error: 'Media ID has expired' }]);
    expect((await get(alice, address))[0]).toBe(404);
    expect((await create(alice)).status).toBe(200);
  });
});
