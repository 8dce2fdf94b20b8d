import type { EventId, RoomId, UserId } from './ids.ts';
import type { JsonObject } from './json.ts';

/**
 * An event of a room, as modules see it: deeply frozen, with the Matrix spec's own names.
 * https://spec.matrix.org/v1.16/client-server-api/#room-event-format
 */
export interface RoomEvent {
  readonly event_id: EventId;
  readonly room_id: RoomId;
  readonly sender: UserId;
  /** The event's type: `m.room.message`. */
  readonly type: string;
  /** Present exactly in state events. */
  readonly state_key?: string;
  readonly content: Readonly<JsonObject>;
  /** Milliseconds since the epoch, by the clock of the sender's server. */
  readonly origin_server_ts: number;
  /** The event that this one redacts, if it is a redaction. */
  readonly redacts?: EventId;
  /** What homeservers add to the event and nobody signs. */
  readonly unsigned: Readonly<JsonObject>;
  /** One more than the greatest depth among the previous events. */
  readonly depth: number;
  /** The latest events that the sender's server knew. */
  readonly prev_events: readonly EventId[];
  /** The events that allow this one: memberships, power levels, join rules, the room's creation. */
  readonly auth_events: readonly EventId[];
  /** The hash of the content, by algorithm. */
  readonly hashes: Readonly<Record<string, string>>;
  /** Signatures by server name and key ID. */
  readonly signatures: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The version of the event's room: `12`. Not part of the event's JSON. */
  readonly room_version: string;
  /** What the homeserver knows beside the event. */
  readonly internal_metadata: EventInternalMetadata;
}

/** What the homeserver notes about an event beside the event itself. */
export interface EventInternalMetadata {
  /** The event's place in the homeserver's stream; absent until the event is stored. */
  readonly streamOrdering?: number;
  /** The client's transaction ID, if the event was sent with one. */
  readonly txnId?: string;
  /** The device that sent it, if a client of this homeserver did. */
  readonly deviceId?: string;
  /** Known without its place in the room's history. */
  readonly outlier?: boolean;
  /** From another server, and not shown to clients: it would not be allowed by the room's current state. */
  readonly softFailed?: boolean;
  /** Whether a redaction took its content. */
  readonly redacted?: boolean;
}
