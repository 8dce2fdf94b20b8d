import type { JsonObject, RoomId, UserId } from '@bouton/sdk';
import type { RoomStore } from '../rooms/room-store.ts';

/** How many members stand for a room that has no name. */
const HEROES = 5;

/** Members and counts by which a client names the room. https://spec.matrix.org/v1.16/client-server-api/#syncing */
export function summarize(rooms: RoomStore, roomId: RoomId, viewer: UserId): JsonObject {
  const joined = rooms.members(roomId, 'join');
  const invited = rooms.members(roomId, 'invite');
  const counts = { 'm.joined_member_count': joined.length, 'm.invited_member_count': invited.length };
  const name = rooms.stateEvent(roomId, 'm.room.name', '')?.event.content['name'];
  const alias = rooms.stateEvent(roomId, 'm.room.canonical_alias', '')?.event.content['alias'];
  if (name || alias) return counts;

  const others = [...joined, ...invited].filter((user) => user !== viewer);
  const gone = () =>
    [...rooms.members(roomId, 'leave'), ...rooms.members(roomId, 'ban')].filter((user) => user !== viewer);
  const heroes = (others.length > 0 ? others : gone()).toSorted().slice(0, HEROES);
  return { ...counts, 'm.heroes': heroes };
}
