import { Codes, SynapseError, type EventId, type JsonObject, type RoomId, type UserId } from '@bouton/sdk';
import type { EventVisibility } from './event-visibility.ts';
import type { RoomStore, StoredEvent } from './room-store.ts';

/** How far a user may see into a room. */
export interface RoomView {
  /** Where the user left the room: they see its state there. Left out: they see the current state. */
  readonly at?: number;
  /** Whether the user was never in the room, and only sees it because everybody may. */
  readonly isPeeking: boolean;
}

/** Reads rooms for users: nobody sees what they may not. */
export class RoomAccess {
  readonly #rooms: RoomStore;
  readonly #visibility: EventVisibility;

  constructor(rooms: RoomStore, visibility: EventVisibility) {
    this.#rooms = rooms;
    this.#visibility = visibility;
  }

  /**
   * How far the user may see into the room.
   *
   * @throws {SynapseError} 403 `M_FORBIDDEN` if they may not at all, or there is no such room.
   */
  view(userId: UserId, roomId: RoomId): RoomView {
    const member = this.#rooms.membership(roomId, userId);
    if (member?.membership === 'join') return { isPeeking: false };
    if (member?.membership === 'leave' && !this.#rooms.isForgotten(roomId, userId)) {
      return { at: member.stream, isPeeking: false };
    }
    const visibility = this.#rooms.stateEvent(roomId, 'm.room.history_visibility', '')?.event.content;
    if (visibility?.['history_visibility'] === 'world_readable') return { isPeeking: true };
    const message = `User ${userId} not in room ${roomId}, and room previews are disabled`;
    throw new SynapseError(403, message, Codes.FORBIDDEN);
  }

  /** The state of the room: as it is, or as the user left it. @throws {SynapseError} 403 `M_FORBIDDEN`. */
  state(userId: UserId, roomId: RoomId): StoredEvent[] {
    return this.#rooms.fullState(roomId, this.view(userId, roomId).at);
  }

  /** One state event. @throws {SynapseError} 403 `M_FORBIDDEN`, 404 `M_NOT_FOUND`. */
  stateEvent(userId: UserId, roomId: RoomId, type: string, stateKey: string): StoredEvent {
    const stored = this.#rooms.stateEvent(roomId, type, stateKey, this.view(userId, roomId).at);
    if (stored === undefined) throw eventNotFound();
    return stored;
  }

  /**
   * The member events of the room: as it is or as the user left it, or as it was at a place before.
   *
   * @throws {SynapseError} 403 `M_FORBIDDEN`.
   */
  members(userId: UserId, roomId: RoomId, at?: number): StoredEvent[] {
    const view = this.view(userId, roomId);
    const place = at === undefined || (view.at !== undefined && view.at < at) ? view.at : at;
    return this.#rooms.stateOfType(roomId, 'm.room.member', place);
  }

  /** The profiles of who is in the room. @throws {SynapseError} 403 `M_FORBIDDEN` if the user is not. */
  joinedMembers(userId: UserId, roomId: RoomId): JsonObject {
    const view = this.view(userId, roomId);
    if (view.isPeeking || view.at !== undefined) {
      const message = 'Getting joined members while not being a current member of the room is forbidden.';
      throw new SynapseError(403, message, Codes.FORBIDDEN);
    }
    const joined: JsonObject = {};
    for (const { event } of this.#rooms.stateOfType(roomId, 'm.room.member')) {
      const { membership, displayname = null, avatar_url: avatarUrl = null } = event.content;
      if (membership !== 'join') continue;
      joined[event.state_key ?? ''] = { display_name: displayname, avatar_url: avatarUrl };
    }
    return joined;
  }

  /** One event. @throws {SynapseError} 404 `M_NOT_FOUND` if there is none that the user may see. */
  event(userId: UserId, roomId: RoomId, eventId: EventId): StoredEvent {
    const stored = this.#rooms.event(eventId);
    if (stored === undefined || stored.event.room_id !== roomId) throw eventNotFound();
    const isPeeking = this.#rooms.membership(roomId, userId)?.membership !== 'join';
    const [visible] = this.#visibility.visibleTo(userId, [stored], isPeeking);
    if (visible === undefined) throw eventNotFound();
    return visible;
  }
}

function eventNotFound(): SynapseError {
  return new SynapseError(404, 'Event not found.', Codes.NOT_FOUND);
}
