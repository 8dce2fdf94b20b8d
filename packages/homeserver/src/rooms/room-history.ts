import type { EventId, RoomId, UserId } from '@bouton/sdk';
import { passesFilter, type RoomEventFilter } from '../events/event-filter.ts';
import type { EventVisibility } from './event-visibility.ts';
import type { RoomAccess } from './room-access.ts';
import type { RoomStore, StoredEvent } from './room-store.ts';

/** How many events a request looks at, at most: a filter that finds little brings less than its limit. */
const MAX_EXAMINED = 1000;

/** A request for a part of a room's history. Places are numbers of the homeserver's stream. */
export interface HistoryQuery {
  readonly userId: UserId;
  readonly roomId: RoomId;
  readonly direction: 'b' | 'f';
  /** Left out: the room's end, or forwards its beginning. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly limit: number;
  readonly filter?: RoomEventFilter | undefined;
}

/** A part of a room's history. */
export interface HistoryPage {
  readonly events: readonly StoredEvent[];
  readonly start: number;
  /** Where to go on; undefined at the end. */
  readonly end: number | undefined;
  /** The members who sent the events, if the filter asks for them. */
  readonly members: readonly StoredEvent[];
}

/** An event with those around it. */
export interface EventSurroundings {
  readonly event: StoredEvent;
  /** Newest first. */
  readonly before: readonly StoredEvent[];
  readonly after: readonly StoredEvent[];
  /** The state at the last of them. */
  readonly state: readonly StoredEvent[];
  readonly start: number;
  readonly end: number;
}

interface Found {
  readonly events: readonly StoredEvent[];
  /** The place where the search ended; undefined if nothing was there. */
  readonly end: number | undefined;
}

/** Reads the history of rooms for users. */
export class RoomHistory {
  readonly #rooms: RoomStore;
  readonly #access: RoomAccess;
  readonly #visibility: EventVisibility;

  constructor(rooms: RoomStore, access: RoomAccess, visibility: EventVisibility) {
    this.#rooms = rooms;
    this.#access = access;
    this.#visibility = visibility;
  }

  /** @throws {SynapseError} 403 `M_FORBIDDEN` if the user may not see into the room. */
  messages(query: HistoryQuery, now: number): HistoryPage {
    const { userId, roomId, direction, from = direction === 'b' ? now : 0, limit, filter } = query;
    const view = this.#access.view(userId, roomId);
    const last = view.at ?? now;
    const start = direction === 'b' ? Math.min(from, last) : from;
    const to = direction === 'f' ? Math.min(query.to ?? last, last) : query.to;
    const found = this.#find(roomId, direction, start, to, limit, filter);
    const events = this.#visibility.visibleTo(userId, found.events, view.isPeeking);
    const members = filter?.lazy_load_members === true ? this.#senders(roomId, events) : [];
    return { events, start: from, end: limit === 0 ? from : found.end, members };
  }

  /** @throws {SynapseError} 404 `M_NOT_FOUND` if there is no event that the user may see. */
  around(userId: UserId, roomId: RoomId, eventId: EventId, limit: number, filter?: RoomEventFilter): EventSurroundings {
    const event = this.#access.event(userId, roomId, eventId);
    const isPeeking = this.#rooms.membership(roomId, userId)?.membership !== 'join';
    const { stream } = event;
    const limitBefore = Math.floor(limit / 2);
    const before = this.#find(roomId, 'b', stream - 1, undefined, limitBefore, filter);
    const after = this.#find(roomId, 'f', stream, undefined, limit - limitBefore, filter);
    const visible = (events: readonly StoredEvent[]): StoredEvent[] =>
      this.#visibility.visibleTo(userId, events, isPeeking);
    const [eventsBefore, eventsAfter] = [visible(before.events), visible(after.events)];
    const last = eventsAfter.at(-1)?.stream ?? stream;
    const shown = [event, ...eventsBefore, ...eventsAfter];
    return {
      event,
      before: eventsBefore,
      after: eventsAfter,
      state: filter?.lazy_load_members === true ? this.#senders(roomId, shown) : this.#rooms.fullState(roomId, last),
      start: before.end ?? stream - 1,
      end: after.end ?? stream,
    };
  }

  #find(
    roomId: RoomId,
    direction: 'b' | 'f',
    start: number,
    to: number | undefined,
    limit: number,
    filter: RoomEventFilter | undefined,
  ): Found {
    const events: StoredEvent[] = [];
    let end: number | undefined;
    if (limit === 0) return { events, end };
    for (const stored of this.#walk(roomId, direction, start, to, limit)) {
      end = direction === 'b' ? stored.stream - 1 : stored.stream;
      if (passesFilter(filter, stored.event)) events.push(stored);
      if (events.length === limit) break;
    }
    return { events, end };
  }

  /** The events on the way, in pages of the size that is wanted. */
  *#walk(
    roomId: RoomId,
    direction: 'b' | 'f',
    start: number,
    to: number | undefined,
    limit: number,
  ): Generator<StoredEvent, void, void> {
    let from = direction === 'b' ? start + 1 : start;
    let examined = 0;
    while (examined < MAX_EXAMINED) {
      const page = this.#rooms.timeline(roomId, { from, direction, limit, ...(to !== undefined && { to }) });
      yield* page;
      examined += page.length;
      const last = page.at(-1);
      if (last === undefined || page.length < limit) return;
      from = last.stream;
    }
  }

  #senders(roomId: RoomId, events: readonly StoredEvent[]): StoredEvent[] {
    const newest = Math.max(0, ...events.map(({ stream }) => stream));
    const senders = new Set(events.map(({ event }) => event.sender));
    const members = [...senders].map((sender) => this.#rooms.stateEvent(roomId, 'm.room.member', sender, newest));
    return members.filter((member) => member !== undefined);
  }
}
