import type { EventId, JsonObject, RoomId, UserId } from '@bouton/sdk';
import { deepFreeze } from '@bouton/contract';

/**
 * An event as homeservers exchange and store it, deeply frozen. Its ID is not part of it: that is the event's hash.
 * https://spec.matrix.org/v1.16/rooms/v12/#event-format-1
 *
 * A type alias, since an interface would not pass for a JSON object.
 */
export type Pdu = {
  readonly type: string;
  /** Present exactly in state events. */
  readonly state_key?: string;
  readonly sender: UserId;
  /** Absent exactly in the create event of a room whose ID is that event's hash (room version 12). */
  readonly room_id?: RoomId;
  readonly content: Readonly<JsonObject>;
  /** The event that this one redacts; from room version 11 on, that stands in `content`. */
  readonly redacts?: EventId;
  /** Milliseconds since the epoch. */
  readonly origin_server_ts: number;
  readonly depth: number;
  readonly prev_events: readonly EventId[];
  readonly auth_events: readonly EventId[];
  readonly hashes: { readonly sha256: string };
  /** By server name, then by key ID. */
  readonly signatures: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly unsigned?: Readonly<JsonObject>;
};

/** Reads the stored JSON of an event that this homeserver built. */
export function parsePdu(json: string): Pdu {
  return deepFreeze(JSON.parse(json) as Pdu);
}
