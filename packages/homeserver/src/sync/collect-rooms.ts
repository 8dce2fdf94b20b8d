import type { RoomId, UserId } from '@bouton/sdk';
import type { EventVisibility } from '../rooms/event-visibility.ts';
import type { RoomStore, StoredEvent } from '../rooms/room-store.ts';
import { passesFilter, passesRoom, type RoomEventFilter, type SyncFilter } from '../events/event-filter.ts';

/** How many events of a room a sync brings if the filter names no limit. */
const DEFAULT_TIMELINE_LIMIT = 10;

/** What is new in a room that the user is in, or has left. */
export interface RoomChange {
  readonly roomId: RoomId;
  readonly section: 'join' | 'leave';
  readonly timeline: readonly StoredEvent[];
  /** Whether there are older events between the last sync and the timeline. */
  readonly limited: boolean;
  /** The place before the timeline. */
  readonly prevBatch: number;
  /** State at the start of the timeline, or what changed of it since the last sync. */
  readonly state: readonly StoredEvent[];
  /** Whether the user was not in the room at the last sync: everything about it is new. */
  readonly entire: boolean;
}

/** A room that the user was invited to, or knocks at. */
export interface StrippedRoom {
  readonly roomId: RoomId;
  readonly section: 'invite' | 'knock';
  readonly state: readonly StoredEvent[];
}

/** The state events that somebody who is not in the room sees of it. */
const STRIPPED_STATE = [
  'm.room.create',
  'm.room.join_rules',
  'm.room.canonical_alias',
  'm.room.avatar',
  'm.room.name',
  'm.room.topic',
  'm.room.encryption',
] as const;

/** What one sync asks about. */
export interface SyncScope {
  readonly userId: UserId;
  /** The place of the last sync; 0 for the first. */
  readonly since: number;
  /** The place that this sync reaches. */
  readonly now: number;
  readonly filter: SyncFilter;
  readonly fullState: boolean;
}

/** Collects, at once and without waiting, what is new in the user's rooms. */
export class RoomCollector {
  readonly #rooms: RoomStore;
  readonly #visibility: EventVisibility;

  constructor(rooms: RoomStore, visibility: EventVisibility) {
    this.#rooms = rooms;
    this.#visibility = visibility;
  }

  /** Rooms that the user is in or has left, where something is new. */
  changes(scope: SyncScope): RoomChange[] {
    const { userId, since, filter } = scope;
    const changes: RoomChange[] = [];
    for (const { roomId, membership, stream } of this.#rooms.roomsOf(userId, 'join', 'leave', 'ban')) {
      if (!passesRoom(filter.room, roomId)) continue;
      if (membership === 'join') {
        const change = this.#joined(scope, roomId);
        if (change !== undefined) changes.push(change);
      } else if (this.#showsLeft(scope, roomId, stream)) {
        changes.push(this.#change(scope, roomId, 'leave', since, stream, since === 0));
      }
    }
    return changes;
  }

  /** Invites and knocks that are new. */
  stripped({ userId, since, filter }: SyncScope): StrippedRoom[] {
    return this.#rooms
      .roomsOf(userId, 'invite', 'knock')
      .filter(({ roomId, stream }) => stream > since && passesRoom(filter.room, roomId))
      .map(({ roomId, membership }) => ({
        roomId,
        section: membership as 'invite' | 'knock',
        state: [
          ...STRIPPED_STATE.map((type) => this.#rooms.stateEvent(roomId, type, '')),
          this.#rooms.stateEvent(roomId, 'm.room.member', userId),
        ].filter((event) => event !== undefined),
      }));
  }

  #joined(scope: SyncScope, roomId: RoomId): RoomChange | undefined {
    const entire = scope.since === 0 || !this.#wasJoined(scope, roomId);
    const from = entire ? 0 : scope.since;
    const change = this.#change(scope, roomId, 'join', from, scope.now, entire);
    const isNew = entire || scope.fullState || change.timeline.length > 0 || change.state.length > 0;
    return isNew || change.limited ? change : undefined;
  }

  #wasJoined({ userId, since }: SyncScope, roomId: RoomId): boolean {
    const member = this.#rooms.stateEvent(roomId, 'm.room.member', userId, since);
    return member?.event.content['membership'] === 'join';
  }

  #showsLeft(scope: SyncScope, roomId: RoomId, stream: number): boolean {
    if (this.#rooms.isForgotten(roomId, scope.userId)) return false;
    if (scope.since === 0) return scope.filter.room?.include_leave === true;
    return stream > scope.since;
  }

  #change(
    scope: SyncScope,
    roomId: RoomId,
    section: 'join' | 'leave',
    from: number,
    upTo: number,
    entire: boolean,
  ): RoomChange {
    const timelineFilter = scope.filter.room?.timeline;
    const limit = timelineFilter?.limit ?? DEFAULT_TIMELINE_LIMIT;
    const newest = this.#newest(roomId, from, upTo, limit, timelineFilter);
    const timeline = this.#visibility.visibleTo(scope.userId, newest.slice(-limit), false);
    const limited = newest.length > limit;
    const start = timeline[0]?.stream ?? upTo + 1;
    const state =
      entire || scope.fullState
        ? this.#rooms.fullState(roomId, start - 1)
        : limited
          ? this.#rooms.fullState(roomId, start - 1).filter(({ stream }) => stream > scope.since)
          : [];
    return {
      roomId,
      section,
      timeline,
      limited,
      prevBatch: start - 1,
      state: this.#filterState(state, timeline, scope),
      entire,
    };
  }

  /** The newest events that the filter lets through, oldest first; one more than `limit` if there are more. */
  #newest(
    roomId: RoomId,
    from: number,
    upTo: number,
    limit: number,
    filter: RoomEventFilter | undefined,
  ): StoredEvent[] {
    const found: StoredEvent[] = [];
    let before: number | undefined = upTo + 1;
    while (before !== undefined && found.length <= limit) {
      const page = this.#rooms.timeline(roomId, { from: before, to: from, direction: 'b', limit: limit + 1 });
      for (const stored of page) if (passesFilter(filter, stored.event)) found.push(stored);
      before = page.length <= limit ? undefined : page.at(-1)?.stream;
    }
    return found.slice(0, limit + 1).toReversed();
  }

  #filterState(state: readonly StoredEvent[], timeline: readonly StoredEvent[], scope: SyncScope): StoredEvent[] {
    const filter = scope.filter.room?.state;
    const senders = new Set<string>([scope.userId, ...timeline.map(({ event }) => event.sender)]);
    return state.filter(
      ({ event }) =>
        passesFilter(filter, event) &&
        (filter?.lazy_load_members !== true || event.type !== 'm.room.member' || senders.has(event.state_key ?? '')),
    );
  }
}
