import type { JsonObject, UserId } from '@bouton/sdk';
import type { RoomStore, StoredEvent } from '../rooms/room-store.ts';
import { nameOfMember, roomNameFor } from './room-name.ts';

/** What the body of a notification depends on. */
export interface PushContentOptions {
  readonly userId: UserId;
  readonly tweaks: JsonObject;
  /** How much the user has not read. */
  readonly badge: number;
  /** Only say which event it is. */
  readonly eventIdOnly: boolean;
  /** Whether the event's content may go to the gateway. */
  readonly includeContent: boolean;
}

/** The `notification` that a push gateway is sent of an event, without the devices. https://spec.matrix.org/v1.16/push-gateway-api/ */
export function pushContent(stored: StoredEvent, rooms: RoomStore, options: PushContentOptions): JsonObject {
  const { event } = stored;
  const { userId, tweaks, badge, eventIdOnly, includeContent } = options;
  const isUrgent = event.type === 'm.room.encrypted' || Boolean(tweaks['highlight']) || Boolean(tweaks['sound']);
  const identified = {
    event_id: event.event_id,
    room_id: event.room_id,
    prio: isUrgent ? 'high' : 'low',
    counts: { unread: badge },
  };
  if (eventIdOnly) return identified;
  const isMembership = event.type === 'm.room.member' && event.state_key !== undefined;
  const roomName = roomNameFor(userId, stored, rooms);
  const sender = rooms.stateEvent(event.room_id, 'm.room.member', event.sender, stored.stream);
  return {
    ...identified,
    id: event.event_id,
    type: event.type,
    sender: event.sender,
    ...(isMembership && {
      membership: event.content['membership'] ?? null,
      user_is_target: event.state_key === userId,
    }),
    ...(includeContent && Object.keys(event.content).length > 0 && { content: event.content }),
    sender_display_name: sender === undefined ? event.sender : nameOfMember(sender),
    ...(roomName !== undefined && { room_name: roomName }),
  };
}
