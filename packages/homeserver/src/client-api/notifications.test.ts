import { describe, expect, test } from 'vitest';
import { sharedRoom } from '../test/shared-room.ts';
import { client, testServer } from '../test/test-server.ts';

const DAY = 24 * 3_600_000;

async function start() {
  const server = await testServer();
  const alice = await server.quickUser('alice');
  const bob = await server.quickUser('bob');
  const carol = await server.quickUser('carol');
  return {
    ...(await sharedRoom(server, alice, bob, carol)),
    server,
    alice,
    bob,
    get: async (query = '') => server.call('GET', client(`/notifications${query}`), undefined, bob.token),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

describe('notificationRoutes()', () => {
  test('notifications are listed, newest first, with what has become of them', async () => {
    await using started = await start();
    const { server, alice, bob, roomId, say, read, get } = started;
    const first = await say(alice, 'one');
    const second = await say(alice, 'hi bob');
    await read(bob, first);
    const notification = (event_id: string, body: string) => ({
      room_id: roomId,
      profile_tag: null,
      ts: server.clock.now(),
      event: {
        type: 'm.room.message',
        event_id,
        sender: alice.userId,
        content: { msgtype: 'm.text', body },
        origin_server_ts: server.clock.now(),
        unsigned: { age: 0, membership: 'join' },
      },
    });
    const loud = ['notify', { set_tweak: 'highlight' }, { set_tweak: 'sound', value: 'default' }];
    const quiet = ['notify', { set_tweak: 'highlight', value: false }];
    expect(await get()).toEqual({
      status: 200,
      body: {
        notifications: [
          { ...notification(second, 'hi bob'), actions: loud, read: false },
          { ...notification(first, 'one'), actions: quiet, read: true },
        ],
        next_token: expect.stringMatching(/^\d+$/),
      },
    });
  });

  test('notifications come in pages, and highlights alone', async () => {
    await using started = await start();
    const { alice, say, get } = started;
    for (const body of ['one', 'bob', 'two', 'bob!', 'three']) await say(alice, body);
    const bodies = (page: { notifications: { event: { content: { body: string } } }[] }) =>
      page.notifications.map(({ event }) => event.content.body);
    const { body: page } = await get('?limit=2');
    const { body: next } = await get(`?limit=2&from=${page.next_token}`);
    const { body: last } = await get(`?from=${next.next_token}`);
    const { body: end } = await get(`?from=${last.next_token}`);
    expect([bodies(page), bodies(next), bodies(last), end]).toEqual([
      ['three', 'bob!'],
      ['two', 'bob'],
      ['one'],
      { notifications: [], next_token: null },
    ]);
    expect(bodies((await get('?only=highlight')).body)).toEqual(['bob!', 'bob']);
    expect(await get('?from=x')).toEqual({
      status: 400,
      body: { errcode: 'M_UNKNOWN', error: 'Query parameter "from" contains unrecognised token' },
    });
  });

  test('notifications that were read are forgotten after thirty days', async () => {
    await using started = await start();
    const { server, alice, bob, say, read, get } = started;
    const count = async () => (await get()).body.notifications.length;
    const first = await say(alice, 'one');
    const second = await say(alice, 'two');
    await server.clock.advance(30 * DAY);
    await read(bob, first);
    await server.idle();
    expect(await count()).toBe(2);
    await server.clock.advance(1);
    const third = await say(alice, 'three');
    await read(bob, second);
    await read(bob, third);
    await server.idle();
    expect(await count()).toBe(1);
  });
});
