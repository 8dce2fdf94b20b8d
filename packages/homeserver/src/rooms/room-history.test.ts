import type { EventId, Requester, RoomId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import type { HistoryQuery } from './room-history.ts';
import type { StoredEvent } from './room-store.ts';
import { failure, testRooms, type TestRooms } from './test/test-rooms.ts';

const bodies = (events: readonly StoredEvent[]) => events.map(({ event }) => event.content.body ?? event.type);

function read(rooms: TestRooms, who: Requester, roomId: RoomId, query: Partial<HistoryQuery> = {}) {
  const asked = { userId: who.user, roomId, direction: 'b', limit: 10, ...query } as const;
  return rooms.history.messages(asked, rooms.context.stream.current);
}

const setVisibility = (rooms: TestRooms, roomId: RoomId, visibility: string) =>
  rooms.sender.send(rooms.alice, {
    type: 'm.room.history_visibility',
    state_key: '',
    room_id: roomId,
    sender: '@alice:test',
    content: { history_visibility: visibility },
  });

describe('RoomHistory.messages()', () => {
  test('`messages()` pages through a room in both directions', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    for (const body of ['1', '2', '3', '4', '5']) await rooms.say(rooms.alice, roomId, body);
    const first = read(rooms, rooms.alice, roomId, { limit: 2 });
    const second = read(rooms, rooms.alice, roomId, { limit: 2, from: first.end });
    expect([bodies(first.events), bodies(second.events)]).toEqual([
      ['5', '4'],
      ['3', '2'],
    ]);
    const back = read(rooms, rooms.alice, roomId, { direction: 'f', from: second.end, to: first.end });
    expect(bodies(back.events)).toEqual(['2', '3']);
    const beginning = read(rooms, rooms.alice, roomId, { direction: 'f', limit: 2 });
    expect([bodies(beginning.events), beginning.start]).toEqual([['m.room.create', 'm.room.member'], 0]);
    const all = read(rooms, rooms.alice, roomId, { limit: 100 });
    expect(read(rooms, rooms.alice, roomId, { from: all.end })).toEqual({
      events: [],
      start: all.end,
      end: undefined,
      members: [],
    });
    expect(read(rooms, rooms.alice, roomId, { limit: 0 })).toMatchObject({
      events: [],
      end: rooms.context.stream.current,
    });
  });

  test('`messages()` goes on until it has found what the filter asks for', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({}, rooms.bob);
    for (let n = 0; n < 10; n += 1) await rooms.say(n % 5 === 0 ? rooms.bob : rooms.alice, roomId, `${n}`);
    const filter = { types: ['m.room.message'], senders: ['@bob:test'], lazy_load_members: true };
    const found = read(rooms, rooms.alice, roomId, { limit: 2, filter });
    expect(bodies(found.events)).toEqual(['5', '0']);
    expect(found.members.map(({ event }) => event.state_key)).toEqual(['@bob:test']);
  });

  test('`messages()` shows those who left what was there until then', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({}, rooms.bob);
    await rooms.say(rooms.alice, roomId, 'before');
    await rooms.membership.update(rooms.bob, '@bob:test', roomId, 'leave');
    await rooms.say(rooms.alice, roomId, 'after');
    expect(bodies(read(rooms, rooms.bob, roomId, { limit: 2 }).events)).toEqual(['m.room.member', 'before']);
    expect(bodies(read(rooms, rooms.bob, roomId, { direction: 'f', limit: 100 }).events)).not.toContain('after');
  });

  test('`messages()` refuses those who never were in the room, unless everybody may see it', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    expect(await failure((async () => read(rooms, rooms.bob, roomId))())).toBe(
      `403 M_FORBIDDEN: User @bob:test not in room ${roomId}, and room previews are disabled`,
    );
    await rooms.say(rooms.alice, roomId, 'shared');
    await setVisibility(rooms, roomId, 'world_readable');
    await rooms.say(rooms.alice, roomId, 'open');
    expect(bodies(read(rooms, rooms.bob, roomId).events)).toEqual(['open', 'm.room.history_visibility']);
  });

  test.each([
    ['shared', ['in', 'invited', 'hidden', 'first']],
    ['invited', ['in', 'invited', 'first']],
    ['joined', ['in', 'first']],
  ])('`messages()` respects the history visibility %s', async (visibility, seen) => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    await rooms.say(rooms.alice, roomId, 'first');
    await setVisibility(rooms, roomId, visibility);
    await rooms.say(rooms.alice, roomId, 'hidden');
    await rooms.membership.update(rooms.alice, '@bob:test', roomId, 'invite');
    await rooms.say(rooms.alice, roomId, 'invited');
    await rooms.membership.update(rooms.bob, '@bob:test', roomId, 'join');
    await rooms.say(rooms.alice, roomId, 'in');
    const filter = { types: ['m.room.message'] };
    expect(bodies(read(rooms, rooms.bob, roomId, { filter }).events)).toEqual(seen);
  });

  test('`messages()` leaves out messages of users who are ignored', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({}, rooms.bob, rooms.carol);
    await rooms.say(rooms.carol, roomId, 'ignored');
    await rooms.say(rooms.alice, roomId, 'read');
    const content = { ignored_users: { '@carol:test': {} } };
    await rooms.accountData.put('@bob:test', null, 'm.ignored_user_list', content);
    expect(bodies(read(rooms, rooms.bob, roomId, { limit: 3 }).events)).toEqual(['read', 'm.room.member']);
  });
});

describe('RoomHistory.around()', () => {
  test('`around()` shows an event between those before and after it', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({}, rooms.bob);
    const ids: string[] = [];
    for (const body of ['1', '2', '3', '4', '5']) ids.push(await rooms.say(rooms.alice, roomId, body));
    const around = rooms.history.around('@bob:test', roomId, ids[2] as EventId, 3);
    expect([bodies(around.before), bodies([around.event]), bodies(around.after)]).toEqual([['2'], ['3'], ['4', '5']]);
    expect(around.state.map(({ event }) => event.type)).toContain('m.room.create');
    expect(bodies(read(rooms, rooms.bob, roomId, { from: around.start, limit: 1 }).events)).toEqual(['1']);
    expect(read(rooms, rooms.bob, roomId, { direction: 'f', from: around.end }).events).toEqual([]);
    const elsewhere = await rooms.room({}, rooms.bob);
    expect(await failure((async () => rooms.history.around('@bob:test', elsewhere, ids[2] as EventId, 3))())).toBe(
      '404 M_NOT_FOUND: Event not found.',
    );
    expect(await failure((async () => rooms.history.around('@carol:test', roomId, ids[2] as EventId, 3))())).toBe(
      '404 M_NOT_FOUND: Event not found.',
    );
  });
});

describe('RoomAccess', () => {
  test('`state()` and `stateEvent()` show the room as it is, or as the user left it', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({ topic: 'old' }, rooms.bob);
    await rooms.membership.update(rooms.bob, '@bob:test', roomId, 'leave');
    const topic = {
      type: 'm.room.topic',
      state_key: '',
      room_id: roomId,
      sender: '@alice:test',
      content: { topic: 'new' },
    } as const;
    await rooms.sender.send(rooms.alice, topic);
    const seen = (who: Requester) =>
      rooms.access.stateEvent(who.user, roomId, 'm.room.topic', '').event.content['topic'];
    expect([seen(rooms.alice), seen(rooms.bob)]).toEqual(['new', 'old']);
    const topics = rooms.access.state('@bob:test', roomId).filter(({ event }) => event.type === 'm.room.topic');
    expect(topics.map(({ event }) => event.content['topic'])).toEqual(['old']);
    expect(await failure((async () => rooms.access.stateEvent('@bob:test', roomId, 'm.x', ''))())).toBe(
      '404 M_NOT_FOUND: Event not found.',
    );
    await rooms.membership.forget('@bob:test', roomId);
    expect(await failure((async () => rooms.access.state('@bob:test', roomId))())).toMatch(/^403 M_FORBIDDEN/);
  });

  test('`members()` and `joinedMembers()` show who is in the room, or was', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({}, rooms.bob);
    const before = rooms.context.stream.current;
    await rooms.membership.update(rooms.carol, '@carol:test', roomId, 'join');
    const members = (at?: number) =>
      rooms.access.members('@alice:test', roomId, at).map(({ event }) => event.state_key);
    expect([members(), members(before)]).toEqual([
      ['@alice:test', '@bob:test', '@carol:test'],
      ['@alice:test', '@bob:test'],
    ]);
    await rooms.membership.update(rooms.bob, '@bob:test', roomId, 'leave');
    expect(rooms.access.joinedMembers('@alice:test', roomId)).toEqual({
      '@alice:test': { display_name: 'alice', avatar_url: null },
      '@carol:test': { display_name: 'carol', avatar_url: null },
    });
    expect(await failure((async () => rooms.access.joinedMembers('@bob:test', roomId))())).toBe(
      '403 M_FORBIDDEN: Getting joined members while not being a current member of the room is forbidden.',
    );
  });
});
