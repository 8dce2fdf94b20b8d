import { expect, test } from 'vitest';
import { sharedRoom } from '../test/shared-room.ts';
import { client, testServer } from '../test/test-server.ts';

const THREADS = JSON.stringify({ room: { timeline: { unread_thread_notifications: true } } });
const counts = (notification_count: number, highlight_count = 0) => ({ notification_count, highlight_count });

async function start() {
  const server = await testServer();
  const alice = await server.quickUser('alice');
  const bob = await server.quickUser('bob');
  const carol = await server.quickUser('carol');
  const room = await sharedRoom(server, alice, bob, carol);
  return {
    ...room,
    server,
    alice,
    bob,
    /** What bob's sync says is unread, together and by thread. */
    unread: async () => {
      const answers = [];
      for (const query of ['', `?filter=${encodeURIComponent(THREADS)}`]) {
        const { body } = await server.call('GET', client(`/sync${query}`), undefined, bob.token);
        const { unread_notifications, unread_thread_notifications } = body.rooms.join[room.roomId];
        answers.push(unread_notifications, unread_thread_notifications);
      }
      const [together, never, main, threads] = answers;
      expect(never).toBeUndefined();
      return { together, main, threads };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

test('`unreadCounts()` counts what the push rules notify of', async () => {
  await using started = await start();
  const { server, alice, bob, send, say, unread } = started;
  await say(alice, 'one');
  await say(alice, 'hi bob');
  await send(alice, { msgtype: 'm.notice', body: 'bob' });
  await say(bob, 'own');
  expect(await unread()).toEqual({ together: counts(2, 1), main: counts(2, 1), threads: undefined });
  const rule = client('/pushrules/global/content/word');
  await server.call('PUT', rule, { pattern: 'w*d', actions: ['notify', { set_tweak: 'highlight' }] }, bob.token);
  await say(alice, 'a Word');
  await server.call('PUT', client('/pushrules/global/override/.m.rule.master/enabled'), { enabled: true }, bob.token);
  await say(alice, 'bob');
  expect((await unread()).together).toEqual(counts(3, 2));
});

test('`unreadCounts()` keeps threads apart, and ends where the receipts are', async () => {
  await using started = await start();
  const { alice, bob, send, say, read, unread } = started;
  const thread = (root: string, body: string) =>
    send(alice, { msgtype: 'm.text', body, 'm.relates_to': { rel_type: 'm.thread', event_id: root } });
  const root = await say(alice, 'root');
  const inThread = await thread(root, 'bob');
  const main = await say(alice, 'main');
  expect(await unread()).toEqual({ together: counts(3, 1), main: counts(2), threads: { [root]: counts(1, 1) } });
  await read(bob, inThread, { thread_id: root });
  expect(await unread()).toEqual({ together: counts(2), main: counts(2), threads: undefined });
  await read(bob, main, { thread_id: 'main' });
  await thread(root, 'again');
  expect(await unread()).toEqual({ together: counts(1), main: counts(0), threads: { [root]: counts(1) } });
  await read(bob, await say(alice, 'last'));
  expect(await unread()).toEqual({ together: counts(0), main: counts(0), threads: undefined });
});

test('`unreadCounts()` begins with the membership of who has read nothing', async () => {
  await using started = await start();
  const { server, alice, bob, roomId, say, unread } = started;
  await say(alice, 'one');
  const room = (path: string) => client(`/rooms/${encodeURIComponent(roomId)}${path}`);
  await server.call('POST', room('/leave'), {}, bob.token);
  await say(alice, 'away');
  await server.call('POST', room('/join'), {}, bob.token);
  await say(alice, 'back');
  expect((await unread()).together).toEqual(counts(1));
});
