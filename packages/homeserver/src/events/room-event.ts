import type { EventId, EventInternalMetadata, JsonObject, RoomEvent } from '@bouton/sdk';
import { roomIdOfCreateEvent } from './event-id.ts';
import type { Pdu } from './pdu.ts';
import type { RoomVersion } from './room-version.ts';

const NOTHING: Readonly<JsonObject> = Object.freeze({});

/**
 * An event as modules see it. It is deeply frozen, and shares its content with the stored event, which is frozen already.
 */
export function toRoomEvent(
  pdu: Pdu,
  eventId: EventId,
  roomVersion: RoomVersion,
  internalMetadata: EventInternalMetadata = {},
): RoomEvent {
  const redacts = redactsOf(pdu, roomVersion);
  return Object.freeze({
    ...pdu,
    event_id: eventId,
    room_id: pdu.room_id ?? roomIdOfCreateEvent(eventId),
    unsigned: pdu.unsigned ?? NOTHING,
    ...(redacts !== undefined && { redacts }),
    room_version: roomVersion.id,
    internal_metadata: Object.freeze({ ...internalMetadata }),
  });
}

/** The event that a redaction names, wherever its room version has it; undefined for other events. */
export function redactsOf({ type, redacts, content }: Pdu, roomVersion: RoomVersion): EventId | undefined {
  if (type !== 'm.room.redaction') return undefined;
  const target = roomVersion.redactsInContent ? content['redacts'] : redacts;
  return typeof target === 'string' ? (target as EventId) : undefined;
}
