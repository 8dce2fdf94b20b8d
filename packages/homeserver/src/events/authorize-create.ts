import { Codes, SynapseError, type JsonValue } from '@bouton/sdk';
import { forbidden } from './forbidden.ts';
import { isUserId, serverNameOf } from './identifiers.ts';
import type { Pdu } from './pdu.ts';
import { isRoomVersionId, type RoomVersion } from './room-version.ts';

/**
 * Checks the event that creates a room.
 * https://spec.matrix.org/v1.16/rooms/v12/#authorization-rules (rule 1)
 *
 * @throws SynapseError 403 `M_FORBIDDEN`, or 400 `M_FORBIDDEN` for malformed `additional_creators`.
 */
export function authorizeCreate(event: Pdu, roomVersion: RoomVersion): void {
  if (event.prev_events.length > 0) throw forbidden('Create event has prev events');
  authorizeRoomId(event, roomVersion);
  const { room_version: version, creator, additional_creators: additionalCreators } = event.content;
  if (version !== undefined && !isRoomVersionId(version)) {
    throw forbidden(
      `room appears to have unsupported version ${typeof version === 'string' ? version : JSON.stringify(version)}`,
    );
  }
  if (roomVersion.creatorInContent && creator === undefined) {
    throw forbidden("Create event lacks a 'creator' property");
  }
  if (roomVersion.privilegedCreators && additionalCreators !== undefined) {
    assertAdditionalCreators(additionalCreators);
  }
}

function authorizeRoomId({ room_id: roomId, sender }: Pdu, roomVersion: RoomVersion): void {
  if (roomVersion.roomIdIsCreateHash) {
    if (roomId !== undefined) throw forbidden('Create event has a room_id');
  } else if (roomId === undefined || serverNameOf(roomId) !== serverNameOf(sender)) {
    throw forbidden("Creation event's room_id domain does not match sender's");
  }
}

/**
 * Refuses `additional_creators` that are not a list of user IDs.
 *
 * @throws SynapseError 400 `M_FORBIDDEN`, as Synapse answers.
 */
export function assertAdditionalCreators(creators: JsonValue): asserts creators is readonly string[] {
  if (!Array.isArray(creators)) throw refusedCreators('additional_creators must be an array');
  for (const creator of creators) {
    if (typeof creator !== 'string') throw refusedCreators('entry in additional_creators is not a string');
    if (!isUserId(creator)) throw refusedCreators('entry in additional_creators is not a valid user ID');
  }
}

function refusedCreators(message: string): SynapseError {
  return new SynapseError(400, message, Codes.FORBIDDEN);
}
