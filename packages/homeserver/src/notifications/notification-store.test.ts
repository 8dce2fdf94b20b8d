import type { EventId, RoomId, UserId } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { Receipts } from '../ephemeral/receipts.ts';
import { testRooms, type TestRooms } from '../rooms/test/test-rooms.ts';

/** The user's unread notifications, as a pusher reads them: one after the other. */
function unread({ notifications }: TestRooms, userId: UserId, after = 0): EventId[] {
  const found: EventId[] = [];
  for (let next = notifications.nextUnread(userId, after); next; next = notifications.nextUnread(userId, next.stream)) {
    found.push(next.eventId);
  }
  return found;
}

async function read({ context, store }: TestRooms, userId: UserId, roomId: RoomId, eventId: EventId, thread?: string) {
  const stream = store.event(eventId)?.stream ?? 0;
  await new Receipts(context, () => undefined).put(roomId, 'm.read.private', userId, { eventId, stream }, thread);
}

test('`NotificationStore.nextUnread()` goes through the rooms in the order of the events', async () => {
  using rooms = await testRooms();
  const { alice, bob, carol } = rooms;
  const [one, two] = [await rooms.room({}, bob, carol), await rooms.room({}, bob)];
  const say = async (roomId: RoomId) => (await rooms.say(alice, roomId, 'x')) as EventId;
  const sent = [await say(one), await say(two), await say(one), await say(two)] as const;
  expect([unread(rooms, bob.user), unread(rooms, carol.user), unread(rooms, alice.user)]).toEqual([
    sent,
    [sent[0], sent[2]],
    [],
  ]);
  const second = rooms.store.event(sent[1])?.stream;
  expect(unread(rooms, bob.user, second)).toEqual([sent[2], sent[3]]);
});

test('`NotificationStore.nextUnread()` leaves out what is read, in its thread or in the whole room', async () => {
  using rooms = await testRooms();
  const { alice, bob } = rooms;
  const roomId = await rooms.room({}, bob);
  const say = async () => (await rooms.say(alice, roomId, 'x')) as EventId;
  const [first, second] = [await say(), await say()];
  await read(rooms, bob.user, roomId, second, '$thread');
  expect(unread(rooms, bob.user)).toEqual([first, second]);
  await read(rooms, bob.user, roomId, first, 'main');
  expect(unread(rooms, bob.user)).toEqual([second]);
  await read(rooms, bob.user, roomId, second);
  expect(unread(rooms, bob.user)).toEqual([]);
});

test('`NotificationStore.nextUnread()` reads no more than it must, however much there is', async () => {
  using rooms = await testRooms();
  const { bob, context } = rooms;
  const roomId = await rooms.room({}, bob);
  const { database } = context;
  const numbers = 'WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)';
  await database.write(() => {
    database.run(
      `${numbers} INSERT INTO events (stream, event_id, room_id, type, sender, depth, origin_server_ts, pdu)
       SELECT 1000000 + n, '$' || n, ?, 'm.room.message', '@alice:test', 1, 1, '{}' FROM numbers`,
      roomId,
    );
    database.run(
      `${numbers} INSERT INTO notifications SELECT 1000000 + n, ?, ?, 'main', 0, '["notify"]', 1 FROM numbers`,
      bob.user,
      roomId,
    );
  });
  expect(unread(rooms, bob.user)).toHaveLength(20_000);
});
