import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountValidity, Module, type JsonObject, type UserId } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { pusherBody, startPushGateway, type PushGateway } from '../../../testing/src/standalone/push-gateway.ts';
import { sharedRoom } from '../test/shared-room.ts';
import { client, testServer, type LoggedIn, type TestServer } from '../test/test-server.ts';

const LOCAL = { ip_range_whitelist: ['127.0.0.1'] };
const RETRIES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048].map((seconds) => seconds * 1000);
const HOUR = 3_600_000;

/** alice and bob in a room, and a gateway where bob wants to be notified. */
async function start(settings: JsonObject = {}, data: JsonObject = {}, modules: Parameters<typeof testServer>[1] = []) {
  const gateway = await startPushGateway();
  const server = await testServer({ ...LOCAL, ...settings }, modules);
  const alice = await server.quickUser('alice');
  const bob = await server.quickUser('bob');
  const room = await sharedRoom(server, alice, bob);
  await setPusher(server, bob, gateway, { data: { url: gateway.url, ...data } });
  return {
    ...room,
    server,
    gateway,
    alice,
    bob,
    /** What the gateway has got, by event ID or text. */
    bodies: async () => {
      await server.idle();
      return gateway.take().map(({ content, counts }) => (content as JsonObject | undefined)?.['body'] ?? counts);
    },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await gateway[Symbol.asyncDispose]();
    },
  };
}

async function setPusher(server: TestServer, who: LoggedIn, gateway: PushGateway, changes: JsonObject = {}) {
  await server.call('POST', client('/pushers/set'), pusherBody(gateway, changes), who.token);
}

test('`Pushers` tell the gateway of an event as the Push Gateway API wants it', async () => {
  await using started = await start({}, { default_payload: { aps: {} } });
  const { server, gateway, alice, bob, roomId, send } = started;
  const content = { msgtype: 'm.text', body: 'hi bob' };
  const eventId = await send(alice, content);
  await server.idle();
  const device = {
    app_id: 'org.example.app',
    pushkey: 'key',
    pushkey_ts: Math.floor(server.clock.now() / 1000),
    data: { default_payload: { aps: {} } },
    tweaks: { highlight: true, sound: 'default' },
  };
  expect(gateway.take()).toEqual([
    {
      id: eventId,
      event_id: eventId,
      room_id: roomId,
      type: 'm.room.message',
      sender: alice.userId,
      sender_display_name: 'alice',
      prio: 'high',
      counts: { unread: 1 },
      content,
      devices: [device],
    },
  ]);
  await server.call('POST', client('/createRoom'), { invite: [bob.userId], name: 'Hall' }, alice.token);
  await server.idle();
  expect(gateway.take()).toMatchObject([
    {
      type: 'm.room.member',
      membership: 'invite',
      user_is_target: true,
      room_name: 'Hall',
      counts: { unread: 2 },
      devices: [{ tweaks: { highlight: false, sound: 'default' } }],
    },
  ]);
});

test('`Pushers` say only which event it is if the pusher wants no more', async () => {
  await using started = await start({}, { format: 'event_id_only', brand: 'x' });
  const { server, gateway, alice, roomId, say } = started;
  const eventId = await say(alice, 'hi bob');
  await server.idle();
  const device = { app_id: 'org.example.app', pushkey: 'key', data: { format: 'event_id_only', brand: 'x' } };
  expect(gateway.take()).toEqual([
    {
      event_id: eventId,
      room_id: roomId,
      prio: 'high',
      counts: { unread: 1 },
      devices: [{ ...device, pushkey_ts: Math.floor(server.clock.now() / 1000) }],
    },
  ]);
});

test('`Pushers` keep contents back, and count notifications, if the settings say so', async () => {
  await using started = await start({ push: { include_content: false, group_unread_count_by_room: false } });
  const { server, gateway, alice, say } = started;
  await say(alice, 'one');
  await server.idle();
  await say(alice, 'two');
  await server.idle();
  expect(gateway.take().map(({ content, counts }) => [content, counts])).toEqual([
    [undefined, { unread: 1 }],
    [undefined, { unread: 2 }],
  ]);
});

test('`Pushers` send nothing that the rules are silent about, nor what was read', async () => {
  await using started = await start();
  const { server, gateway, alice, bob, send, say, read, bodies } = started;
  await send(alice, { msgtype: 'm.notice', body: 'notice' });
  await say(bob, 'own');
  gateway.answer = { status: 503, body: '' };
  await say(alice, 'one');
  const two = await say(alice, 'two');
  expect(await bodies()).toEqual(['one']);
  await read(bob, two);
  await say(alice, 'three');
  gateway.answer = { status: 200, body: '{}' };
  await bodies();
  await server.clock.advance(1000);
  expect(await bodies()).toEqual(['three']);
});

test('`Pushers` tell the gateway when the user has read, and only once', async () => {
  await using started = await start();
  const { server, gateway, alice, bob, say, read } = started;
  const first = await say(alice, 'one');
  await server.idle();
  const second = await say(alice, 'two');
  await server.idle();
  gateway.take();
  await read(bob, first);
  await server.idle();
  expect(gateway.take()).toEqual([]);
  await read(bob, second);
  await server.idle();
  expect(gateway.take()).toEqual([
    {
      id: '',
      type: null,
      sender: '',
      counts: { unread: 0 },
      devices: [
        {
          app_id: 'org.example.app',
          pushkey: 'key',
          pushkey_ts: Math.floor(server.clock.now() / 1000),
          data: {},
        },
      ],
    },
  ]);
});

test('`Pushers` try again, ever more seldom, in the order of the events, and give up after a day', async () => {
  await using started = await start();
  const { server, gateway, alice, say, bodies } = started;
  gateway.answer = { status: 500, body: '{}' };
  await say(alice, 'one');
  await say(alice, 'two');
  expect(await bodies()).toEqual(['one']);
  for (const delay of [...RETRIES, ...Array.from({ length: 22 }, () => HOUR)]) {
    await server.clock.advance(delay - 1);
    expect(await bodies()).toEqual([]);
    await server.clock.advance(1);
    expect(await bodies()).toEqual(['one']);
  }
  await server.clock.advance(HOUR);
  expect(await bodies()).toEqual(['one', 'two']);
  gateway.answer = { status: 200, body: '{}' };
  await server.clock.advance(1000);
  expect(await bodies()).toEqual(['two']);
});

test('`Pushers` delay no event, however long the gateway takes, nor the end of the homeserver', async () => {
  const held = Promise.withResolvers<ServerResponse>();
  const slow = createServer((_, response) => held.resolve(response));
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/_matrix/push/v1/notify`;
  {
    await using started = await start({}, { url });
    const { server, alice, bob, roomId, say } = started;
    const first = await server.call('GET', client('/sync'), undefined, bob.token);
    const path = client(`/sync?timeout=30000&since=${first.body.next_batch}`);
    const waiting = server.call('GET', path, undefined, bob.token);
    const eventId = await say(alice, 'one');
    const response = await held.promise;
    const room = (await waiting).body.rooms.join[roomId];
    expect(room.timeline.events[0].event_id).toBe(eventId);
    expect(room.unread_notifications).toEqual({ notification_count: 1, highlight_count: 0 });
    expect(response.writableEnded).toBe(false);
  }
  await new Promise<void>((resolve) => slow.close(() => resolve()));
});

test('`Pushers` are removed if the gateway rejects their key, and only then', async () => {
  await using started = await start();
  const { server, gateway, alice, bob, say, bodies } = started;
  const count = async () => (await server.call('GET', client('/pushers'), undefined, bob.token)).body.pushers.length;
  gateway.answer = { status: 200, body: '{"rejected":["other"]}' };
  await say(alice, 'one');
  expect([await bodies(), await count()]).toEqual([['one'], 1]);
  gateway.answer = { status: 200, body: '{"rejected":["key"]}' };
  await say(alice, 'two');
  expect([await bodies(), await count()]).toEqual([['two'], 0]);
  await say(alice, 'three');
  expect(await bodies()).toEqual([]);
});

test('`Pushers` of devices that are logged out are removed', async () => {
  await using started = await start();
  const { server, bob, alice, say, bodies } = started;
  const { accessToken } = await server.host.registerDevice(bob.userId);
  await server.call('POST', client('/logout'), {}, bob.token);
  const { body } = await server.call('GET', client('/pushers'), undefined, accessToken);
  expect(body).toEqual({ pushers: [] });
  await say(alice, 'one');
  expect(await bodies()).toEqual([]);
});

test('`Pushers` leave users alone whose account has expired', async () => {
  const expired = new Set<UserId>();
  @Module()
  class Validity {
    @AccountValidity
    isUserExpired(user: UserId): boolean {
      return expired.has(user);
    }
  }
  await using started = await start({}, {}, [Validity]);
  const { alice, bob, say, bodies } = started;
  expired.add(bob.userId);
  await say(alice, 'one');
  expect(await bodies()).toEqual([]);
});

test('`Pushers` send nothing to addresses that the settings block', async () => {
  await using started = await start({ ip_range_whitelist: [] });
  const { server, alice, say, bodies } = started;
  await say(alice, 'one');
  expect(await bodies()).toEqual([]);
  expect(server.log).toContain('Cannot reach a push gateway');
});

test('`Pushers` go on after a restart where they stopped', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bouton-'));
  const settings = { ...LOCAL, data_directory: folder };
  try {
    await using gateway = await startPushGateway();
    const bodies = () => gateway.take().map(({ content }) => (content as JsonObject)['body']);
    {
      await using server = await testServer(settings);
      const alice = await server.quickUser('alice');
      const bob = await server.quickUser('bob');
      const { say } = await sharedRoom(server, alice, bob);
      await setPusher(server, bob, gateway);
      await say(alice, 'one');
      await server.idle();
      gateway.answer = { status: 500, body: '{}' };
      await say(alice, 'two');
      await server.idle();
      expect(bodies()).toEqual(['one', 'two']);
    }
    gateway.answer = { status: 200, body: '{}' };
    await using server = await testServer(settings);
    await server.idle();
    expect(bodies()).toEqual(['two']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
