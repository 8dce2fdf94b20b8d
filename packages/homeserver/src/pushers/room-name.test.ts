import type { JsonObject, Requester, RoomId } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { testRooms, type TestRooms } from '../rooms/test/test-rooms.ts';
import { roomNameFor } from './room-name.ts';

/** What bob's clients are told that a room is called, as of its newest event. */
function nameFor(rooms: TestRooms, roomId: RoomId): string | undefined {
  const [newest] = rooms.store.timeline(roomId, { from: Number.MAX_SAFE_INTEGER, direction: 'b', limit: 1 });
  if (newest === undefined) throw new Error('The room is empty');
  return roomNameFor('@bob:test', newest, rooms.store);
}

test('`roomNameFor()` prefers the name, then the alias, then who is there', async () => {
  using rooms = await testRooms();
  const { alice, bob, carol, admin } = rooms;
  const name = async (body: JsonObject, ...members: Requester[]) => nameFor(rooms, await rooms.room(body, ...members));
  await rooms.profiles.set(carol.user, 'displayname', 'Carol');
  expect([
    await name({ name: 'Hall', room_alias_name: 'hall' }, bob),
    await name({ room_alias_name: 'hall2' }, bob),
    await name({}, bob),
    await name({}, bob, carol),
    await name({}, bob, carol, admin),
    await name({ invite: ['@bob:test'] }),
  ]).toEqual(['Hall', '#hall2:test', undefined, 'alice and Carol', 'alice and 2 others', undefined]);
  const left = await rooms.room({}, bob);
  await rooms.membership.update(alice, alice.user, left, 'leave');
  expect(nameFor(rooms, left)).toBe('Empty Room');
});
