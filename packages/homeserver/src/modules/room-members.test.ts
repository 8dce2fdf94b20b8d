import { describe, expect, test } from 'vitest';
import { failure, testRooms, type TestCallbacks } from '../rooms/test/test-rooms.ts';
import { roomMembers } from './room-members.ts';

async function start(callbacks?: TestCallbacks) {
  const rooms = await testRooms(callbacks);
  return {
    rooms,
    api: roomMembers(rooms.context, rooms, rooms.profiles),
    [Symbol.dispose]: () => rooms[Symbol.dispose](),
  };
}

describe('roomMembers()', () => {
  test('`getRoomState()` and `getStateEventsInRoom()` give the state that the filter selects', async () => {
    using started = await start();
    const { rooms, api } = started;
    const roomId = await rooms.room({ name: 'Hall', topic: 'All' }, rooms.bob);
    const all = await api.getRoomState(roomId);
    expect((await all.get('m.room.name'))?.content).toEqual({ name: 'Hall' });
    expect((await all.ofType('m.room.member')).map(({ state_key }) => state_key)).toEqual(['@alice:test', '@bob:test']);
    const some = await api.getRoomState(roomId, [
      ['m.room.member', null],
      ['m.room.name', ''],
    ]);
    expect((await some.all()).map(({ type }) => type)).toEqual(['m.room.member', 'm.room.member', 'm.room.name']);
    expect(await some.get('m.room.topic')).toBeUndefined();
    const events = await api.getStateEventsInRoom(roomId, [
      ['m.room.topic', ''],
      ['m.x', ''],
    ]);
    expect(events.map(({ content }) => content['topic'])).toEqual(['All']);
  });

  test('a state map does not change when the room does', async () => {
    using started = await start();
    const { rooms, api } = started;
    const roomId = await rooms.room({ name: 'Old' });
    const state = await api.getRoomState(roomId);
    const draft = {
      type: 'm.room.name',
      state_key: '',
      room_id: roomId,
      sender: '@alice:test',
      content: { name: 'New' },
    } as const;
    await rooms.sender.send(rooms.alice, draft);
    expect((await state.get('m.room.name'))?.content).toEqual({ name: 'Old' });
    expect((await state.all()).find(({ type }) => type === 'm.room.name')?.content).toEqual({ name: 'Old' });
  });

  test('`createAndSendEventIntoRoom()` sends events, asks the modules, and sends no state twice', async () => {
    const asked: string[] = [];
    using started = await start({
      spamChecker: {
        checkEventForSpam: ({ type }) => {
          asked.push(type);
          return 'NOT_SPAM';
        },
      },
    });
    const { rooms, api } = started;
    const roomId = await rooms.room();
    const message = {
      type: 'm.room.message',
      room_id: roomId,
      sender: '@alice:test',
      content: { msgtype: 'm.text', body: 'x' },
    } as const;
    const sent = await api.createAndSendEventIntoRoom(message);
    expect('state_key' in sent).toBe(false);
    const state = { type: 'm.test', state_key: '', room_id: roomId, sender: '@alice:test', content: {} } as const;
    const first = await api.createAndSendEventIntoRoom(state);
    expect((await api.createAndSendEventIntoRoom(state)).event_id).toBe(first.event_id);
    expect(asked).toEqual(['m.room.message', 'm.test', 'm.test']);
    const member = { ...state, type: 'm.room.member', state_key: '@alice:test', content: { membership: 'leave' } };
    expect(await failure(api.createAndSendEventIntoRoom(member))).toBe(
      '500 M_UNKNOWN: Tried to send member event through non-member codepath',
    );
  });

  test('`updateRoomMembership()` fills in the profile of the target, and asks the modules', async () => {
    using started = await start({
      spamChecker: { userMayInvite: (_inviter, invitee) => (invitee === '@carol:test' ? 'M_FORBIDDEN' : 'NOT_SPAM') },
    });
    const { rooms, api } = started;
    const roomId = await rooms.room();
    await rooms.profiles.set('@bob:test', 'displayname', 'Bob');
    const contents = [
      (await api.updateRoomMembership('@alice:test', '@bob:test', roomId, 'invite')).content,
      (await api.updateRoomMembership('@bob:test', '@bob:test', roomId, 'join', { displayname: 'Robert' })).content,
      (await api.updateRoomMembership('@alice:test', '@bob:test', roomId, 'leave', { reason: 'x' })).content,
      (await api.updateRoomMembership('@alice:test', '@nobody:test', roomId, 'invite')).content,
    ];
    expect(contents).toEqual([
      { membership: 'invite', displayname: 'Bob' },
      { membership: 'join', displayname: 'Robert' },
      { membership: 'leave', displayname: 'Bob', reason: 'x' },
      { membership: 'invite', displayname: 'nobody', avatar_url: null },
    ]);
    expect(await failure(api.updateRoomMembership('@alice:test', '@carol:test', roomId, 'invite'))).toBe(
      '403 M_FORBIDDEN: Invites have been disabled on this server',
    );
    expect(await failure(api.updateRoomMembership('@x:elsewhere', '@bob:test', roomId, 'invite'))).toBe(
      "RangeError: Tried to send an event as a user that isn't local to this homeserver",
    );
  });

  test('`createRoom()` creates rooms for local users', async () => {
    using started = await start();
    const { rooms, api } = started;
    const [roomId, alias] = await api.createRoom(
      '@bob:test',
      { room_alias_name: 'b' },
      { creatorJoinProfile: { displayname: 'B' } },
    );
    expect([alias, (await api.createRoom('@bob:test', {}))[1]]).toEqual(['#b:test', null]);
    expect(rooms.store.stateEvent(roomId, 'm.room.member', '@bob:test')?.event.content).toEqual({
      membership: 'join',
      displayname: 'B',
    });
    expect(await failure(api.createRoom('@x:elsewhere', {}))).toBe(
      "RangeError: Tried to create a room as a user that isn't local to this homeserver",
    );
    const many = { invite: Array.from({ length: 11 }, (_, n): `@${string}:test` => `@u${n}:test`) };
    expect(await failure(api.createRoom('@bob:test', many))).toBe('400 M_UNKNOWN: Cannot invite so many users at once');
    expect(await failure(api.createRoom('@bob:test', many, { ratelimit: false }))).toBe('no failure');
  });

  test('`deleteRoom()` shuts a room down in the background', async () => {
    const asked: unknown[] = [];
    using started = await start({
      thirdPartyRules: {
        checkCanShutdownRoom: (...args) => {
          asked.push(args);
          return true;
        },
      },
    });
    const { rooms, api } = started;
    const roomId = await rooms.room();
    await api.deleteRoom(roomId);
    await rooms.shutdownTasks.idle();
    expect([asked, rooms.store.room(roomId)]).toEqual([[[null, roomId]], undefined]);
  });

  test('the public room list and the aliases can be read, and the list changed', async () => {
    using started = await start();
    const { rooms, api } = started;
    const roomId = await rooms.room({ room_alias_name: 'hall' });
    const { publicRoomListManager: list } = api;
    expect(await list.roomIsInPublicRoomList(roomId)).toBe(false);
    await list.addRoomToPublicRoomList(roomId);
    expect(await list.roomIsInPublicRoomList(roomId)).toBe(true);
    await list.removeRoomFromPublicRoomList(roomId);
    expect([await list.roomIsInPublicRoomList(roomId), await list.roomIsInPublicRoomList('!x:test')]).toEqual([
      false,
      false,
    ]);
    expect(await api.lookupRoomAlias('#hall:test')).toEqual([roomId, ['test']]);
    expect(await failure(api.lookupRoomAlias('#x:test'))).toBe('404 M_NOT_FOUND: Room alias #x:test not found');
    expect(await failure(api.lookupRoomAlias('hall' as never))).toBe(
      "400 M_INVALID_PARAM: Expected RoomAlias string to start with '#'",
    );
    expect([await api.getCanonicalRoomAlias(roomId), await api.getCanonicalRoomAlias('!x:test')]).toEqual([
      '#hall:test',
      null,
    ]);
  });
});
