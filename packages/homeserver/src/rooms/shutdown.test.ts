import { describe, expect, test } from 'vitest';
import { failure, testRooms } from './test/test-rooms.ts';

describe('RoomShutdown.shutdown()', () => {
  test('`shutdown()` makes everybody leave, and purges and blocks the room', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({ room_alias_name: 'hall' }, rooms.bob);
    await rooms.membership.update(rooms.alice, '@carol:test', roomId, 'invite');
    const eventId = await rooms.say(rooms.alice, roomId, 'x');
    const result = await rooms.shutdown.shutdown(roomId, { requester: '@admin:test', block: true });
    expect(result).toEqual({
      kickedUsers: ['@alice:test', '@bob:test', '@carol:test'],
      failedToKickUsers: [],
      localAliases: [],
      newRoomId: null,
    });
    expect(rooms.store.room(roomId)).toBeUndefined();
    expect(rooms.store.event(eventId as `$${string}`)).toBeUndefined();
    expect(rooms.store.roomsOf('@bob:test', 'join', 'leave')).toEqual([]);
    expect(rooms.aliases.get('#hall:test')).toBeUndefined();
    expect(await failure(rooms.membership.update(rooms.bob, '@bob:test', roomId, 'join'))).toBe(
      '403 M_UNKNOWN: This room has been blocked on this server',
    );
  });

  test('`shutdown()` moves members and aliases to a new room', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({ room_alias_name: 'hall' }, rooms.bob);
    const { newRoomId, localAliases } = await rooms.shutdown.shutdown(roomId, {
      requester: '@admin:test',
      newRoomUser: '@admin:test',
      newRoomName: 'Sorry',
      message: 'Closed',
      purge: false,
    });
    expect(localAliases).toEqual(['#hall:test']);
    expect(rooms.directory.resolve('#hall:test').roomId).toBe(newRoomId);
    expect(rooms.store.members(newRoomId!, 'join')).toEqual(['@admin:test', '@alice:test', '@bob:test']);
    expect(rooms.store.stateEvent(newRoomId!, 'm.room.name', '')?.event.content).toEqual({ name: 'Sorry' });
    const [message] = rooms.store.timeline(newRoomId!, { from: Infinity, direction: 'b', limit: 1 });
    expect(message?.event.content).toEqual({ msgtype: 'm.text', body: 'Closed' });
    expect(await failure(rooms.say(rooms.bob, newRoomId!, 'x'))).toMatch(/^403 ORG.MATRIX.MSC3848.INSUFFICIENT_POWER/);
    expect(rooms.store.isForgotten(roomId, '@bob:test')).toBe(true);
  });

  test('`shutdown()` does nothing if a module refuses', async () => {
    const asked: unknown[] = [];
    using rooms = await testRooms({
      thirdPartyRules: {
        checkCanShutdownRoom: (...args) => {
          asked.push(args);
          return false;
        },
      },
    });
    const roomId = await rooms.room();
    expect(await failure(rooms.shutdown.shutdown(roomId, { requester: '@admin:test', block: true }))).toBe(
      '403 M_FORBIDDEN: Shutdown of this room is forbidden',
    );
    expect(asked).toEqual([['@admin:test', roomId]]);
    expect([rooms.store.members(roomId, 'join'), rooms.store.isBlocked(roomId)]).toEqual([['@alice:test'], false]);
  });

  test('`shutdown()` blocks a room that is not known', async () => {
    using rooms = await testRooms();
    await rooms.shutdown.shutdown('!unknown:test', { requester: '@admin:test', block: true });
    expect(rooms.store.isBlocked('!unknown:test')).toBe(true);
  });
});

describe('ShutdownTasks', () => {
  test('`start()` shuts a room down in the background, once at a time', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    const deleteId = rooms.shutdownTasks.start(roomId, { requester: null });
    expect(() => rooms.shutdownTasks.start(roomId, { requester: null })).toThrow(
      `Purge already in progress for ${roomId}`,
    );
    expect(rooms.shutdownTasks.get(deleteId)).toEqual({ deleteId, roomId, status: 'active' });
    await rooms.shutdownTasks.idle();
    expect(rooms.shutdownTasks.ofRoom(roomId)).toEqual([
      {
        deleteId,
        roomId,
        status: 'complete',
        result: { kickedUsers: ['@alice:test'], failedToKickUsers: [], localAliases: [], newRoomId: null },
      },
    ]);
  });

  test('`start()` keeps the error of what failed', async () => {
    using rooms = await testRooms({ thirdPartyRules: { checkCanShutdownRoom: () => false } });
    const roomId = await rooms.room();
    const deleteId = rooms.shutdownTasks.start(roomId, { requester: null });
    await rooms.shutdownTasks.idle();
    expect(rooms.shutdownTasks.get(deleteId)).toEqual({
      deleteId,
      roomId,
      status: 'failed',
      error: 'Shutdown of this room is forbidden',
    });
  });
});
