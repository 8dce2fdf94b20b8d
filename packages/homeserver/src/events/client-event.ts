import type { EventId, JsonObject, RoomEvent, RoomId, UserId } from '@bouton/sdk';

/**
 * An event as `/sync` has it, below its room's ID.
 * https://spec.matrix.org/v1.16/client-server-api/#room-event-format
 */
export type SyncEvent = {
  event_id: EventId;
  type: string;
  state_key?: string;
  sender: UserId;
  content: Readonly<JsonObject>;
  /** The target of a redaction; in `content` too, for clients of either format. */
  redacts?: EventId;
  /** Milliseconds since the epoch. */
  origin_server_ts: number;
  unsigned: JsonObject;
};

/** An event as the endpoints of the Client-Server API have it. */
export type ClientEvent = SyncEvent & { room_id: RoomId };

/** A state event as users see it who are not in the room. https://spec.matrix.org/v1.16/client-server-api/#stripped-state */
export type StrippedStateEvent = {
  type: string;
  state_key: string;
  sender: UserId;
  content: Readonly<JsonObject>;
};

/**
 * An event for a client.
 *
 * @param now Milliseconds since the epoch: `unsigned.age` counts to here.
 * @param unsigned What to add for this client: `transaction_id`, `membership`, `prev_content`, `redacted_because`.
 */
export function toClientEvent(event: RoomEvent, now: number, unsigned?: Readonly<JsonObject>): ClientEvent {
  return { ...toSyncEvent(event, now, unsigned), room_id: event.room_id };
}

/** As {@linkcode toClientEvent}, without the room's ID. */
export function toSyncEvent(event: RoomEvent, now: number, unsigned?: Readonly<JsonObject>): SyncEvent {
  const { event_id, type, state_key, sender, content, redacts, origin_server_ts } = event;
  const { age_ts, invite_room_state: _invite, knock_room_state: _knock, ...kept } = event.unsigned;
  const age = now - (typeof age_ts === 'number' ? age_ts : origin_server_ts);
  return {
    event_id,
    type,
    sender,
    content: redacts === undefined ? content : { ...content, redacts },
    origin_server_ts,
    unsigned: { ...kept, age, ...unsigned },
    ...(state_key !== undefined && { state_key }),
    ...(redacts !== undefined && { redacts }),
  };
}

/** A state event for users who are not in the room. */
export function toStrippedState({
  type,
  state_key = '',
  sender,
  content,
}: Pick<RoomEvent, 'type' | 'state_key' | 'sender' | 'content'>): StrippedStateEvent {
  return { type, state_key, sender, content };
}
