import type { JsonObjectLike } from './json.ts';
import type { RoomEvent } from './room-event.ts';

/**
 * What `check_event_allowed` may put in an event's place: the event with another content, `{ ...event, content: … }`.
 * Type, room and state key must stay; the sender may become another local user. Whatever else stands in the object is
 * computed anew.
 */
export type EventReplacement = Pick<RoomEvent, 'type' | 'room_id' | 'sender'> &
  Partial<Pick<RoomEvent, 'state_key' | 'redacts'>> & { readonly content: JsonObjectLike };
