import { hash } from 'node:crypto';
import type { EventId, RoomId } from '@bouton/sdk';
import { referenceJson } from './hashes.ts';
import type { Pdu } from './pdu.ts';
import type { RoomVersion } from './room-version.ts';

/**
 * The ID of an event: the hash of what redaction leaves of it.
 * https://spec.matrix.org/v1.16/rooms/v12/#event-ids
 */
export function eventIdOf(event: Pdu, roomVersion: RoomVersion): EventId {
  return eventIdOfReference(referenceJson(event, roomVersion));
}

/** The ID of the event with that {@linkcode referenceJson}. */
export function eventIdOfReference(reference: string): EventId {
  return `$${hash('sha256', reference, 'base64url')}`;
}

/** The ID of the room that an event creates, in a room version whose room IDs are hashes. */
export function roomIdOfCreateEvent(createEventId: EventId): RoomId {
  return `!${createEventId.slice(1)}`;
}

/** The ID of the event that created a room, in a room version whose room IDs are hashes. */
export function createEventIdOfRoom(roomId: RoomId): EventId {
  return `$${roomId.slice(1)}`;
}
