import type { JsonValue, UserId } from '@bouton/sdk';
import type { AccountDataStore } from '../account-data/account-data-store.ts';
import { isJsonObject } from '../lib/json-guards.ts';
import type { RoomStore, StoredEvent } from './room-store.ts';

type HistoryVisibility = 'world_readable' | 'shared' | 'invited' | 'joined';

/** From open to closed. */
const VISIBILITIES: readonly HistoryVisibility[] = ['world_readable', 'shared', 'invited', 'joined'];

/** From those who see most to those who see least. */
const MEMBERSHIPS: readonly (JsonValue | undefined)[] = ['join', 'invite', 'knock', 'leave', 'ban'];

/**
 * Decides which events of a room a user may see, by the room's history visibility and the user's membership at the time.
 * https://spec.matrix.org/v1.16/client-server-api/#room-history-visibility
 */
export class EventVisibility {
  readonly #rooms: RoomStore;
  readonly #accountData: AccountDataStore;

  constructor(rooms: RoomStore, accountData: AccountDataStore) {
    this.#rooms = rooms;
    this.#accountData = accountData;
  }

  /**
   * Those of the events that the user may see, in their order. Messages of users whom they ignore are left out.
   *
   * @param isPeeking Whether the user has never been in the room, or has left it.
   */
  visibleTo(userId: UserId, events: readonly StoredEvent[], isPeeking: boolean): StoredEvent[] {
    const ignored = this.#accountData.get(userId, null, 'm.ignored_user_list')?.['ignored_users'];
    const isIgnored = (sender: UserId): boolean => isJsonObject(ignored) && Object.hasOwn(ignored, sender);
    return events.filter(
      (stored) =>
        stored.event.type !== 'm.room.aliases' &&
        (stored.event.state_key !== undefined || !isIgnored(stored.event.sender)) &&
        this.#isVisible(userId, stored, isPeeking),
    );
  }

  #isVisible(userId: UserId, stored: StoredEvent, isPeeking: boolean): boolean {
    const visibility = this.#visibilityAt(stored);
    if (visibility === 'world_readable' || (visibility === 'shared' && !isPeeking)) return true;
    const { event, stream } = stored;
    const isOwnMembership = event.type === 'm.room.member' && event.state_key === userId;
    const before = isOwnMembership ? this.#membershipAt(stored, userId, stream - 1) : undefined;
    const at = this.#membershipAt(stored, userId, stream);
    // Who declines an invite, or is thrown out, learns of it.
    if (at === 'leave' && (before === 'join' || before === 'invite')) return true;
    const membership = isOwnMembership && MEMBERSHIPS.indexOf(before) < MEMBERSHIPS.indexOf(at) ? before : at;
    return membership === 'join' || (visibility === 'invited' && membership === 'invite');
  }

  /** The visibility at the event; if the event changes it, the more open of both. */
  #visibilityAt({ event, stream }: StoredEvent): HistoryVisibility {
    const at = this.#historyVisibility(event.room_id, stream);
    if (event.type !== 'm.room.history_visibility') return at;
    const before = this.#historyVisibility(event.room_id, stream - 1);
    return VISIBILITIES.indexOf(before) < VISIBILITIES.indexOf(at) ? before : at;
  }

  #historyVisibility(roomId: StoredEvent['event']['room_id'], at: number): HistoryVisibility {
    const content = this.#rooms.stateEvent(roomId, 'm.room.history_visibility', '', at)?.event.content;
    return VISIBILITIES.find((visibility) => visibility === content?.['history_visibility']) ?? 'shared';
  }

  /** A user without a member event counts as one who has left. */
  #membershipAt({ event }: StoredEvent, userId: UserId, at: number): JsonValue {
    const membership = this.#rooms.stateEvent(event.room_id, 'm.room.member', userId, at)?.event.content['membership'];
    return MEMBERSHIPS.includes(membership) && membership !== undefined ? membership : 'leave';
  }
}
