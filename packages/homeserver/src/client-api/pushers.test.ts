import type { JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { pusherBody, startPushGateway } from '../../../testing/src/standalone/push-gateway.ts';
import { client, testServer, type LoggedIn } from '../test/test-server.ts';

async function start() {
  const gateway = await startPushGateway();
  const server = await testServer();
  return {
    server,
    gateway,
    alice: await server.quickUser('alice'),
    bob: await server.quickUser('bob'),
    set: (who: LoggedIn, changes: JsonObject = {}) =>
      server.call('POST', client('/pushers/set'), pusherBody(gateway, changes), who.token),
    list: async (who: LoggedIn): Promise<JsonObject[]> =>
      (await server.call('GET', client('/pushers'), undefined, who.token)).body.pushers,
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await gateway[Symbol.asyncDispose]();
    },
  };
}

const OK = { status: 200, body: {} };

describe('pusherRoutes()', () => {
  test('pushers are set, replaced in their place, listed, and removed', async () => {
    await using started = await start();
    const { server, gateway, alice, set, list } = started;
    const pusher = (changes: JsonObject) => ({ ...pusherBody(gateway), profile_tag: '', ...changes });
    expect(await list(alice)).toEqual([]);
    expect(await set(alice)).toEqual(OK);
    expect(await set(alice, { pushkey: 'second', kind: 'org.example.other', lang: null, data: null })).toEqual(OK);
    expect(await set(alice, { device_display_name: 'New', profile_tag: 'x', append: true })).toEqual(OK);
    expect(await list(alice)).toEqual([
      pusher({ device_display_name: 'New', profile_tag: 'x' }),
      pusher({ pushkey: 'second', kind: 'org.example.other', lang: null, data: null }),
    ]);
    const removal = { kind: null, app_id: 'org.example.app', pushkey: 'key' };
    for (let times = 0; times < 2; times += 1) {
      expect(await server.call('POST', client('/pushers/set'), removal, alice.token)).toEqual(OK);
    }
    expect((await list(alice)).map(({ pushkey }) => pushkey)).toEqual(['second']);
  });

  test('a key belongs to one user, unless it is set for several', async () => {
    await using started = await start();
    const { alice, bob, set, list } = started;
    await set(alice);
    await set(bob, { append: true });
    expect([(await list(alice)).length, (await list(bob)).length]).toEqual([1, 1]);
    await set(bob);
    expect([(await list(alice)).length, (await list(bob)).length]).toEqual([0, 1]);
  });

  test('a key stays with its user if what another sets with it is refused', async () => {
    await using started = await start();
    const { alice, bob, set, list } = started;
    await set(alice);
    expect((await set(bob, { data: {} })).status).toBe(400);
    expect((await set(bob, { kind: 'email' })).status).toBe(400);
    expect([(await list(alice)).length, (await list(bob)).length]).toEqual([1, 0]);
  });

  test.each<[JsonObject, string, string]>([
    [{ data: null }, 'M_MISSING_PARAM', "Config Error: 'data' key can not be null for HTTP pusher"],
    [{ data: {} }, 'M_MISSING_PARAM', "Config Error: 'url' required in data for HTTP pusher"],
    [
      { data: { url: 'https://example.org/' } },
      'M_MISSING_PARAM',
      "Config Error: 'url' must have a path of '/_matrix/push/v1/notify'",
    ],
    [{ kind: 'email', pushkey: 'alice@example.org' }, 'M_THREEPID_NOT_FOUND', 'Email not found'],
    [{ lang: 5 }, 'M_BAD_JSON', "'lang' must be a string"],
  ])('a pusher with %j is refused', async (changes, errcode, error) => {
    await using started = await start();
    const { alice, set, list } = started;
    const { status, body } = await set(alice, changes);
    expect([status, body]).toEqual([400, { errcode, error }]);
    expect(await list(alice)).toEqual([]);
  });

  test('a pusher needs all that describes it', async () => {
    await using started = await start();
    const { server, alice } = started;
    const answer = await server.call('POST', client('/pushers/set'), { kind: 'http', app_id: 'x' }, alice.token);
    expect(answer).toEqual({
      status: 400,
      body: {
        errcode: 'M_MISSING_PARAM',
        error: "Missing params: ['app_display_name', 'device_display_name', 'pushkey', 'lang', 'data']",
      },
    });
  });

  test("a pusher for an email address that is the user's is kept", async () => {
    await using started = await start();
    const { server, set, list } = started;
    const carolId = await server.host.registerUser('carol', undefined, ['carol@example.org']);
    const { accessToken, deviceId } = await server.host.registerDevice(carolId);
    const carol = { userId: carolId, deviceId, token: accessToken };
    expect(await set(carol, { kind: 'email', pushkey: 'Carol@example.org', data: {} })).toEqual(OK);
    expect((await list(carol)).map(({ kind }) => kind)).toEqual(['email']);
  });
});
