import type { JsonObject } from '../types/json.ts';
import type { RoomEvent } from '../types/room-event.ts';

/**
 * An event as homeservers send it to each other: without what is not part of its JSON (`event_id`, `room_version`,
 * `internal_metadata`). The result is a copy that may be changed.
 *
 * @throws {RangeError} If the event is of room version 1 or 2: its PDU holds hashes of other events, which the event does not tell.
 * @see https://spec.matrix.org/v1.16/rooms/v11/#event-format
 */
export function toPdu(event: RoomEvent): JsonObject {
  if (event.room_version === '1' || event.room_version === '2') {
    throw new RangeError(
      `Cannot make a PDU of ${event.event_id}: in room version ${event.room_version} it holds hashes of other events, which the event does not tell`,
    );
  }
  const { event_id: _id, room_version: version, internal_metadata: _metadata, room_id, redacts, ...rest } = event;
  const pdu: Record<string, unknown> = { ...rest };
  // From version 12 on a room's ID is made of its creation, which cannot hold it.
  if (event.type !== 'm.room.create' || room_id.includes(':')) pdu['room_id'] = room_id;
  // From version 11 on the content says what is redacted; events show it in both places.
  const isShown = !REDACTS_OUTSIDE.has(version) && rest.content['redacts'] === redacts;
  if (redacts !== undefined && !isShown) pdu['redacts'] = redacts;
  return structuredClone(pdu) as JsonObject;
}

/** The room versions whose redactions name their target outside of the content. */
const REDACTS_OUTSIDE: ReadonlySet<string> = new Set(['3', '4', '5', '6', '7', '8', '9', '10']);
