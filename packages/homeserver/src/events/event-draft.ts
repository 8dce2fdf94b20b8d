import type { EventId, JsonObject, RoomId, UserId } from '@bouton/sdk';

/** An event as its sender means it, before it has a place in the room. */
export interface EventDraft {
  readonly type: string;
  /** Present exactly in state events. */
  readonly state_key?: string;
  readonly sender: UserId;
  /** Absent exactly in the create event of a room whose ID is that event's hash (room version 12). */
  readonly room_id?: RoomId;
  readonly content: Readonly<JsonObject>;
  /** The event that this one redacts, in every room version; `content.redacts` is as good. */
  readonly redacts?: EventId;
  /** What to store beside the event: `replaces_state`. */
  readonly unsigned?: Readonly<JsonObject>;
}
