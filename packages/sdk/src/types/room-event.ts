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
  /** The event that this one redacts, where it is a redaction. */
  readonly redacts?: EventId;
  readonly unsigned: Readonly<JsonObject>;
  readonly depth: number;
  readonly prev_events: readonly EventId[];
  readonly auth_events: readonly EventId[];
  readonly hashes: Readonly<Record<string, string>>;
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
  /** The client's transaction ID, where the event was sent with one. */
  readonly txnId?: string;
  readonly deviceId?: string;
  readonly outlier?: boolean;
  readonly softFailed?: boolean;
  readonly redacted?: boolean;
}
