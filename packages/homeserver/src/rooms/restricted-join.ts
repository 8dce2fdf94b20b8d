import { Codes, SynapseError, type JsonValue, type RoomId, type UserId } from '@bouton/sdk';
import { PowerLevels, type RoomVersion } from '../events/index.ts';
import { elementsOf, isJsonObject } from '../lib/json-guards.ts';
import { notInServersRooms } from './unknown-room.ts';
import type { RoomStore } from './room-store.ts';

/**
 * Who lets the user join a restricted room without an invite: a member who may invite, if the user is in one of the rooms
 * that the join rule names. Undefined if nobody has to.
 * https://spec.matrix.org/v1.16/client-server-api/#restricted-rooms
 *
 * @throws {SynapseError} 403 `M_FORBIDDEN` if the user is in none of these rooms, 404 if no member may invite.
 */
export function authoriserOfJoin(
  rooms: RoomStore,
  roomId: RoomId,
  version: RoomVersion,
  userId: UserId,
): UserId | undefined {
  const rule = rooms.stateEvent(roomId, 'm.room.join_rules', '')?.event.content;
  if (rule?.['join_rule'] !== 'restricted' && rule?.['join_rule'] !== 'knock_restricted') return undefined;
  const membership = rooms.membership(roomId, userId)?.membership;
  if (membership === 'join' || membership === 'invite') return undefined;

  const levels = PowerLevels.of((type, stateKey) => rooms.stateEvent(roomId, type, stateKey)?.pdu, version);
  const authoriser = rooms.members(roomId, 'join').find((member) => levels.ofUser(member) >= levels.invite);
  if (authoriser === undefined) throw notInServersRooms();
  const isAllowed = allowedRooms(rule['allow']).some(
    (allowed) => rooms.membership(allowed, userId)?.membership === 'join',
  );
  if (isAllowed) return authoriser;
  throw new SynapseError(
    403,
    'You do not belong to any of the required rooms/spaces to join this room.',
    Codes.FORBIDDEN,
  );
}

function allowedRooms(allow: JsonValue | undefined): RoomId[] {
  return elementsOf(allow)
    .map((entry) => (isJsonObject(entry) && entry['type'] === 'm.room_membership' ? entry['room_id'] : undefined))
    .filter((roomId): roomId is RoomId => typeof roomId === 'string');
}
