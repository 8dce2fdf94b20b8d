import { describe, expect, test } from 'vitest';
import { failure, testRooms, type TestCallbacks } from '../rooms/test/test-rooms.ts';
import { roomOperationMembers } from './room-operation-members.ts';

async function start(callbacks?: TestCallbacks) {
  const rooms = await testRooms(callbacks);
  return { rooms, api: roomOperationMembers(rooms.context, rooms), [Symbol.dispose]: () => rooms[Symbol.dispose]() };
}

describe('roomOperationMembers()', () => {
  test('`getRoomsForUser()` and `getUsersInRoom()` name who has joined what, sorted', async () => {
    using started = await start();
    const { rooms, api } = started;
    const first = await rooms.room({}, rooms.carol, rooms.bob);
    const second = await rooms.room({}, rooms.bob);
    await rooms.membership.update(rooms.alice, '@carol:test', second, 'invite');
    await rooms.membership.update(rooms.alice, '@alice:test', second, 'leave');
    expect(await api.getRoomsForUser('@bob:test')).toEqual([first, second].toSorted());
    expect(await api.getRoomsForUser('@carol:test')).toEqual([first]);
    expect(await api.getUsersInRoom(first)).toEqual(['@alice:test', '@bob:test', '@carol:test']);
    expect(await api.getUsersInRoom('!unknown:test')).toEqual([]);
    expect([
      await api.isUserInRoom('@bob:test', second),
      await api.isUserInRoom('@carol:test', second),
      await api.isUserInRoom('@alice:test', second),
    ]).toEqual([true, false, false]);
    expect([
      await api.isServerInRoom('test', second),
      await api.isServerInRoom('elsewhere', second),
      await api.isServerInRoom('test', '!unknown:test'),
    ]).toEqual([true, false, false]);
  });

  test('`getEvent()` gives one event, whoever may see it', async () => {
    using started = await start();
    const { rooms, api } = started;
    const roomId = await rooms.room({ preset: 'private_chat' });
    const eventId = (await rooms.say(rooms.alice, roomId, 'x')) as `$${string}`;
    expect(await api.getEvent(eventId)).toMatchObject({ event_id: eventId, content: { body: 'x' }, room_id: roomId });
    expect(await api.getEvent('$unknown')).toBeNull();
  });

  test('`blockRoom()` keeps users from joining until `unblockRoom()`', async () => {
    using started = await start();
    const { rooms, api } = started;
    const roomId = await rooms.room();
    await api.blockRoom(roomId, '@admin:test');
    await api.blockRoom(roomId, '@bob:test');
    await api.blockRoom('!unknown:test', '@admin:test');
    const join = () => failure(rooms.membership.update(rooms.bob, '@bob:test', roomId, 'join'));
    expect(await join()).toBe('403 M_UNKNOWN: This room has been blocked on this server');
    expect([
      await api.isRoomBlocked(roomId),
      await api.isRoomBlocked('!unknown:test'),
      await api.isRoomBlocked('!x:test'),
      rooms.store.blockedBy(roomId),
    ]).toEqual([true, true, false, '@admin:test']);
    await api.unblockRoom(roomId);
    expect([await api.isRoomBlocked(roomId), await join()]).toEqual([false, 'no failure']);
  });

  test('`shutdownRoom()` makes everybody leave, and resolves when the room is gone', async () => {
    const asked: unknown[] = [];
    using started = await start({
      thirdPartyRules: {
        checkCanShutdownRoom: (...args) => {
          asked.push(args);
          return args[1] !== guarded;
        },
      },
    });
    const { rooms, api } = started;
    const [roomId, guarded] = [await rooms.room({}, rooms.bob), await rooms.room()];
    const done = await api.shutdownRoom(roomId, { block: true });
    expect(done).toEqual({
      kickedUsers: ['@alice:test', '@bob:test'],
      failedToKickUsers: [],
      localAliases: [],
      newRoomId: null,
    });
    expect([rooms.store.room(roomId), rooms.store.blockedBy(roomId)]).toEqual([undefined, 'test']);
    const moved = await rooms.room({ room_alias_name: 'hall' });
    const { newRoomId, localAliases } = await api.shutdownRoom(moved, {
      requesterUserId: '@admin:test',
      newRoomUserId: '@bob:test',
      newRoomName: 'Sorry',
      message: 'Closed',
      purge: false,
    });
    expect([localAliases, newRoomId !== null && (await api.getUsersInRoom(newRoomId))]).toEqual([
      ['#hall:test'],
      ['@alice:test', '@bob:test'],
    ]);
    expect(rooms.store.room(moved)?.roomId).toBe(moved);
    expect(await failure(api.shutdownRoom(guarded))).toBe('403 M_FORBIDDEN: Shutdown of this room is forbidden');
    expect(await failure(api.shutdownRoom('hall' as never))).toBe('400 M_UNKNOWN: hall is not a legal room ID');
    expect(await failure(api.shutdownRoom(moved, { newRoomUserId: '@x:elsewhere' }))).toBe(
      '400 M_UNKNOWN: User must be our own: @x:elsewhere',
    );
    expect(asked).toEqual([
      [null, roomId],
      ['@admin:test', moved],
      [null, guarded],
      [null, moved],
    ]);
  });

  test('`purgeRoom()` removes a room that nobody is in, or any by force', async () => {
    using started = await start();
    const { rooms, api } = started;
    const roomId = await rooms.room();
    expect(await failure(api.purgeRoom(roomId))).toBe('400 M_UNKNOWN: Users are still joined to this room');
    await api.purgeRoom(roomId, { force: true });
    expect(rooms.store.room(roomId)).toBeUndefined();
    const left = await rooms.room();
    await rooms.membership.update(rooms.alice, '@alice:test', left, 'leave');
    await api.purgeRoom(left);
    expect(rooms.store.room(left)).toBeUndefined();
  });

  test('`ratelimit()` counts requests', async () => {
    using started = await start();
    const { rooms, api } = started;
    const limit = { name: 'org.example', perSecond: 1, burstCount: 1 };
    await api.ratelimit(rooms.alice, limit);
    expect(await failure(api.ratelimit(rooms.alice, limit))).toBe('429 M_LIMIT_EXCEEDED: Too Many Requests');
    expect(await failure(api.ratelimit('127.0.0.1', limit))).toBe('no failure');
  });
});
