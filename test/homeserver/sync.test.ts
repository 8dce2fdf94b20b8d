import { Module, UnsignedEventData, type JsonObject, type RoomEvent } from '@bouton/sdk';
import { startTestHomeserver, type TestUser } from '@bouton/testing';
import { expect, test } from 'vitest';
import { bodies, CLIENT, sync, types } from '../support/sync.ts';

test('a first sync brings the state and the newest events of each room, and says where older ones are', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const room = await alice.createRoom({ name: 'Lobby' });
  for (let index = 1; index <= 12; index += 1) await alice.say(room, `Message ${index}`);

  const { rooms } = await sync(alice);

  const lobby = rooms.join[room]!;
  expect(bodies(lobby)).toEqual(Array.from({ length: 10 }, (_, index) => `Message ${index + 3}`));
  expect(lobby.timeline.limited).toBe(true);
  expect(types(lobby.state.events)).toContain('m.room.name');
  expect(lobby.summary).toEqual({ 'm.joined_member_count': 1, 'm.invited_member_count': 0 });
  const older = await alice.request(
    'GET',
    `${CLIENT}/rooms/${encodeURIComponent(room)}/messages?dir=b&limit=2&from=${lobby.timeline.prev_batch}`,
  );
  expect((older['chunk'] as JsonObject[]).map(({ content }) => (content as JsonObject)['body'])).toEqual([
    'Message 2',
    'Message 1',
  ]);
});

test('a later sync brings only what is new, and nothing twice', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const room = await alice.createRoom();
  const first = await sync(alice);
  await alice.say(room, 'Hello');

  const second = await sync(alice, first.next_batch);
  const third = await sync(alice, second.next_batch);

  expect(bodies(second.rooms.join[room])).toEqual(['Hello']);
  expect(second.rooms.join[room]!.state.events).toEqual([]);
  expect(second.rooms.join[room]!.timeline.limited).toBe(false);
  expect(third.rooms.join).toEqual({});
});

test('a limited sync brings the state that changed in between', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const room = await alice.createRoom();
  const { next_batch: since } = await sync(alice);
  await alice.sendState(room, 'm.room.topic', { topic: 'News' });
  for (let index = 1; index <= 3; index += 1) await alice.say(room, `Message ${index}`);

  const filter = JSON.stringify({ room: { timeline: { limit: 2 } } });
  const { rooms } = await sync(alice, since, { filter });

  expect(bodies(rooms.join[room])).toEqual(['Message 2', 'Message 3']);
  expect(rooms.join[room]!.timeline.limited).toBe(true);
  expect(types(rooms.join[room]!.state.events)).toEqual(['m.room.topic']);
});

test('a sync waits for news, and ends when they come', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const bob = await homeserver.user('bob');
  const room = await alice.createRoom({ invite: [bob.userId] });
  await bob.join(room);
  const { next_batch: since } = await sync(bob, (await sync(bob)).next_batch);

  const waiting = sync(bob, since, { timeout: '30000' });
  await alice.say(room, 'Wake up');

  expect(bodies((await waiting).rooms.join[room])).toEqual(['Wake up']);
});

test('a sync ends without news when its time is over', async () => {
  await using homeserver = await startTestHomeserver({ settings: { presence: { enabled: false } } });
  const alice = await homeserver.user('alice');
  const { next_batch: since } = await sync(alice);

  const waiting = sync(alice, since, { timeout: '30000' });
  const ended = waiting.then(() => 'ended');
  expect(await Promise.race([ended, homeserver.clock.advance(29_999).then(() => 'waits')])).toBe('waits');
  await homeserver.clock.advance(1);

  expect((await waiting).rooms).toEqual({ join: {}, invite: {}, knock: {}, leave: {} });
});

test('a sync shows invites with stripped state, and rooms that the user has left', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const bob = await homeserver.user('bob');
  const { next_batch: before } = await sync(bob);
  const room = await alice.createRoom({ name: 'Lobby', invite: [bob.userId] });

  const invited = await sync(bob, before);
  const { events } = invited.rooms.invite[room]!.invite_state;
  expect(types(events)).toEqual(['m.room.create', 'm.room.join_rules', 'm.room.name', 'm.room.member']);
  expect(events[0]).toEqual({
    type: 'm.room.create',
    sender: alice.userId,
    state_key: '',
    content: expect.any(Object),
  });

  await bob.join(room);
  const joined = await sync(bob, invited.next_batch);
  const { state, timeline } = joined.rooms.join[room]!;
  expect(types([...state.events, ...timeline.events])).toContain('m.room.create');
  expect(joined.rooms.invite).toEqual({});

  await bob.leave(room);
  const left = await sync(bob, joined.next_batch);
  expect(left.rooms.join).toEqual({});
  expect(types(left.rooms.leave[room]!.timeline.events)).toEqual(['m.room.member']);
  expect((await sync(bob, left.next_batch)).rooms.leave).toEqual({});
});

test('a sync hides what was said before the user joined, where the room says so', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const bob = await homeserver.user('bob');
  const content = { history_visibility: 'joined' };
  const room = await alice.createRoom({ initial_state: [{ type: 'm.room.history_visibility', content }] });
  await alice.say(room, 'Between us');
  await alice.invite(room, bob);
  await bob.join(room);
  await alice.say(room, 'Welcome');

  expect(bodies((await sync(bob)).rooms.join[room])).toEqual(['Welcome']);
});

test('a sync names the transaction to the device that sent the event, and to no other', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const bob = await homeserver.user('bob');
  const room = await alice.createRoom({ invite: [bob.userId] });
  await bob.join(room);
  await alice.say(room, 'Hello');

  const newest = async (user: TestUser) => (await sync(user)).rooms.join[room]!.timeline.events.at(-1)!['unsigned'];

  expect(await newest(alice)).toMatchObject({ transaction_id: expect.any(String), membership: 'join' });
  expect(await newest(bob)).not.toHaveProperty('transaction_id');
});

test('a filter is stored once, and belongs to its user', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const bob = await homeserver.user('bob');
  const room = await alice.createRoom();
  await alice.say(room, 'Hello');
  const path = `${CLIENT}/user/${alice.userId}/filter`;
  const filter = { room: { timeline: { types: ['m.room.name'] } }, presence: { types: [] } };

  const { filter_id: id } = await alice.request('POST', path, filter);
  expect(await alice.request('POST', path, filter)).toEqual({ filter_id: id });
  expect(await alice.request('GET', `${path}/${String(id)}`)).toEqual(filter);
  expect(bodies((await sync(alice, undefined, { filter: String(id) })).rooms.join[room])).toEqual([]);

  await expect(bob.request('GET', `${path}/${String(id)}`)).rejects.toMatchObject({ status: 403 });
  await expect(alice.request('GET', `${path}/999`)).rejects.toMatchObject({ status: 404, errcode: 'M_NOT_FOUND' });
});

test.each([
  ['since=yesterday', 'M_INVALID_PARAM'],
  ['timeout=soon', 'M_INVALID_PARAM'],
  ['filter={', 'M_NOT_JSON'],
  ['filter={"room":7}', 'M_INVALID_PARAM'],
  ['set_presence=asleep', 'M_INVALID_PARAM'],
])('a sync with %s is refused', async (query, errcode) => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');

  await expect(alice.request('GET', `${CLIENT}/sync?${query}`)).rejects.toMatchObject({ status: 400, errcode });
});

@Module()
class Stamp {
  @UnsignedEventData
  addFieldToUnsignedCallback(event: RoomEvent): JsonObject {
    return { 'org.example.type': event.type, age: -1, membership: 'king' };
  }
}

test('fields of modules reach every sync, and replace none of the homeserver', async () => {
  await using homeserver = await startTestHomeserver({ modules: [Stamp] });
  const alice = await homeserver.user('alice');
  const room = await alice.createRoom();
  await alice.say(room, 'Hello');

  const newest = (await sync(alice)).rooms.join[room]!.timeline.events.at(-1)!;

  expect(newest['unsigned']).toEqual({
    'org.example.type': 'm.room.message',
    age: 0,
    membership: 'join',
    transaction_id: expect.any(String),
  });
});
