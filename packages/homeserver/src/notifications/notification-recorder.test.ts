import type { JsonObject, Requester, RoomId } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { testRooms, type TestRooms } from '../rooms/test/test-rooms.ts';
import { sharedRoom } from '../test/shared-room.ts';
import { client, testServer } from '../test/test-server.ts';

const QUIET = ['notify', { set_tweak: 'highlight', value: false }];
const LOUD = ['notify', { set_tweak: 'highlight' }, { set_tweak: 'sound', value: 'default' }];

const send = (rooms: TestRooms, from: Requester, roomId: RoomId, content: JsonObject, type = 'm.room.message') =>
  rooms.sender.send(from, { type, room_id: roomId, sender: from.user, content });

const all = (rooms: TestRooms, { user }: Requester) =>
  rooms.notifications
    .list(user, { onlyHighlights: false, limit: 100 })
    .toReversed()
    .map(({ actions }) => actions);

test('`NotificationRecorder` notifies those in the room of what others send, by their rules', async () => {
  using rooms = await testRooms();
  const { alice, bob, carol } = rooms;
  const roomId = await rooms.room({}, bob, carol);
  await send(rooms, alice, roomId, { body: 'Hello', msgtype: 'm.text' });
  await send(rooms, alice, roomId, { body: 'Hello bob', msgtype: 'm.text' });
  await send(rooms, alice, roomId, { body: 'Notice', msgtype: 'm.notice' });
  await send(rooms, bob, roomId, { body: '@room', msgtype: 'm.text' });
  await send(rooms, alice, roomId, { body: '@room', msgtype: 'm.text' });
  expect([all(rooms, alice), all(rooms, bob), all(rooms, carol)]).toEqual([
    [QUIET],
    [QUIET, LOUD, ['notify', { set_tweak: 'highlight' }]],
    [QUIET, QUIET, QUIET, ['notify', { set_tweak: 'highlight' }]],
  ]);
});

test('`NotificationRecorder` knows users by the names that they have in the room', async () => {
  using rooms = await testRooms();
  const { alice, bob } = rooms;
  await rooms.profiles.set(bob.user, 'displayname', 'Robert');
  const roomId = await rooms.room({}, bob, rooms.carol);
  await send(rooms, alice, roomId, { body: 'hi Robert', msgtype: 'm.text' });
  expect(all(rooms, bob)).toEqual([LOUD]);
});

test('`NotificationRecorder` counts two in a room as a conversation', async () => {
  using rooms = await testRooms();
  const roomId = await rooms.room({}, rooms.bob);
  await send(rooms, rooms.alice, roomId, { body: 'x', msgtype: 'm.text' });
  expect(all(rooms, rooms.bob)).toEqual([
    ['notify', { set_tweak: 'sound', value: 'default' }, { set_tweak: 'highlight', value: false }],
  ]);
});

test('`NotificationRecorder` notifies of memberships only whom they are about', async () => {
  using rooms = await testRooms();
  const { alice, bob, carol, admin } = rooms;
  const roomId = await rooms.room({}, bob);
  for (const user of [alice, bob, carol, admin]) {
    const rule = { kind: 'override', ruleId: 'all', conditions: [], actions: ['notify'] } as const;
    await rooms.pushRules.add(user.user, rule);
  }
  await rooms.membership.update(alice, carol.user, roomId, 'invite');
  await rooms.membership.update(alice, bob.user, roomId, 'leave');
  await rooms.membership.update(alice, admin.user, roomId, 'ban');
  expect([alice, bob, carol, admin].map((user) => all(rooms, user).length)).toEqual([0, 1, 1, 0]);
});

test('`NotificationRecorder` notifies nobody of those whom they ignore', async () => {
  using rooms = await testRooms();
  const { alice, bob, carol } = rooms;
  const roomId = await rooms.room({}, bob, carol);
  await rooms.accountData.put(bob.user, null, 'm.ignored_user_list', { ignored_users: { [alice.user]: {} } });
  await send(rooms, alice, roomId, { body: 'x', msgtype: 'm.text' });
  expect([all(rooms, bob), all(rooms, carol)]).toEqual([[], [QUIET]]);
});

test('`NotificationRecorder` takes back what it said of an event that is redacted', async () => {
  using rooms = await testRooms();
  const { alice, bob } = rooms;
  const roomId = await rooms.room({}, bob, rooms.carol);
  const { event } = await send(rooms, alice, roomId, { body: 'bob', msgtype: 'm.text' });
  expect(all(rooms, bob)).toEqual([LOUD]);
  await send(rooms, alice, roomId, { redacts: event.event_id }, 'm.room.redaction');
  expect(all(rooms, bob)).toEqual([]);
});

test('`NotificationRecorder` forgets all about a room that is purged', async () => {
  using rooms = await testRooms();
  const { alice, bob } = rooms;
  const roomId = await rooms.room({}, bob);
  await send(rooms, alice, roomId, { body: 'x', msgtype: 'm.text' });
  await rooms.context.database.write(() => rooms.writer.purge(roomId));
  expect(rooms.context.database.all('SELECT * FROM notifications')).toEqual([]);
});

test('`NotificationRecorder` puts what belongs to a thread there, through other relations too', async () => {
  using rooms = await testRooms();
  const { alice, bob } = rooms;
  const roomId = await rooms.room({}, bob, rooms.carol);
  const related = (rel_type: string, event_id: string) => ({
    body: 'x',
    msgtype: 'm.text',
    'm.relates_to': { rel_type, event_id },
  });
  const { event: root } = await send(rooms, alice, roomId, { body: 'x', msgtype: 'm.text' });
  const { event: reply } = await send(rooms, alice, roomId, related('m.thread', root.event_id));
  await send(rooms, alice, roomId, related('m.reference', reply.event_id));
  await send(rooms, alice, roomId, related('m.reference', root.event_id));
  expect(Object.fromEntries(rooms.notifications.unread(roomId, bob.user))).toEqual({
    main: { notification_count: 2, highlight_count: 0 },
    [root.event_id]: { notification_count: 2, highlight_count: 0 },
  });
});

test('`NotificationRecorder` notifies nobody if push is switched off', async () => {
  await using server = await testServer({ push: { enabled: false } });
  const alice = await server.quickUser('alice');
  const bob = await server.quickUser('bob');
  const { roomId } = await sharedRoom(server, alice, bob);
  await server.host.createAndSendEventIntoRoom({
    type: 'm.room.message',
    room_id: roomId,
    sender: alice.userId,
    content: { msgtype: 'm.text', body: 'bob' },
  });
  const { body } = await server.call('GET', client('/notifications'), undefined, bob.token);
  expect(body).toEqual({ notifications: [], next_token: null });
});
