import type { UserId } from '@bouton/sdk';
import type { NotificationStore } from '../notifications/notification-store.ts';
import type { RoomStore } from '../rooms/room-store.ts';

/** Counts what a user has not read, for the badge of their client. */
export class Badges {
  readonly #rooms: RoomStore;
  readonly #notifications: NotificationStore;
  readonly #byRoom: boolean;

  /** @param byRoom Whether rooms are counted, and not notifications. */
  constructor(rooms: RoomStore, notifications: NotificationStore, byRoom: boolean) {
    this.#rooms = rooms;
    this.#notifications = notifications;
    this.#byRoom = byRoom;
  }

  /** The user's invites, and their rooms where something is unread, or all that is unread there. */
  count(userId: UserId): number {
    let badge = this.#rooms.roomsOf(userId, 'invite').length;
    for (const { roomId } of this.#rooms.roomsOf(userId, 'join')) {
      let unread = 0;
      for (const { notification_count } of this.#notifications.unread(roomId, userId).values()) {
        unread += notification_count;
      }
      badge += this.#byRoom ? Math.min(unread, 1) : unread;
    }
    return badge;
  }
}
