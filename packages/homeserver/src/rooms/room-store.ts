import type { EventId, RoomId, UserId } from '@bouton/sdk';
import { ROOM_VERSIONS, type RoomVersion, type RoomVersionId } from '../events/index.ts';
import type { Database } from '../storage/database.ts';
import type { StoredEvent } from './stored-event.ts';
import { EventCache, type NewStoredEvent } from './event-cache.ts';

export type { StoredEvent };

/** What a member event can say about a user. */
export type MembershipState = 'join' | 'invite' | 'leave' | 'ban' | 'knock';

/** A room of this homeserver. */
export interface Room {
  readonly roomId: RoomId;
  readonly version: RoomVersionId;
  readonly creator: UserId;
  /** Whether the public room list shows it. */
  readonly isPublic: boolean;
}

/** What a user is in a room now. */
export interface RoomMembership {
  readonly membership: MembershipState;
  readonly eventId: EventId;
  /** The place of the member event. */
  readonly stream: number;
}

/**
 * A part of a room's timeline. Backwards: the events before the place `from`, newest first, as far as they lie beyond `to`.
 * Forwards: the events beyond `from`, oldest first, up to and with `to`.
 */
export interface TimelineRange {
  readonly from: number;
  readonly to?: number;
  readonly direction: 'b' | 'f';
  readonly limit: number;
}

interface Place {
  readonly stream: number;
}

/**
 * Reads rooms and their events. Rooms are linear: the state at a place is, per type and state key, the newest state event up
 * to it. A place is a number of the homeserver's stream; if one may be left out, the current state is meant.
 */
export class RoomStore {
  readonly #database: Database;
  readonly #events: EventCache;
  readonly #versions = new Map<RoomId, RoomVersion>();

  constructor(database: Database) {
    this.#database = database;
    this.#events = new EventCache(database, (roomId) => this.version(roomId));
  }

  room(roomId: RoomId): Room | undefined {
    const row = this.#database.get<{ version: RoomVersionId; creator: UserId; is_public: number }>(
      'SELECT version, creator, is_public FROM rooms WHERE room_id = ?',
      roomId,
    );
    return row && { roomId, version: row.version, creator: row.creator, isPublic: row.is_public === 1 };
  }

  /** The version of a room; a room never changes it. Undefined for an unknown room. */
  version(roomId: RoomId): RoomVersion | undefined {
    let version = this.#versions.get(roomId);
    if (version === undefined) {
      const room = this.room(roomId);
      if (room === undefined) return undefined;
      version = ROOM_VERSIONS[room.version];
      this.#versions.set(roomId, version);
    }
    return version;
  }

  event(eventId: EventId): StoredEvent | undefined {
    return this.#first('SELECT stream FROM events WHERE event_id = ?', eventId);
  }

  /** The event at a place that has one. */
  eventAt(stream: number): StoredEvent {
    return this.#events.at(stream);
  }

  /** The event that a device of the requester sent into the room with that transaction ID. */
  eventOfTransaction(requester: UserId, deviceId: string, roomId: RoomId, txnId: string): StoredEvent | undefined {
    return this.#first(
      'SELECT stream FROM events WHERE requester = ? AND device_id = ? AND room_id = ? AND txn_id = ?',
      requester,
      deviceId,
      roomId,
      txnId,
    );
  }

  stateEvent(roomId: RoomId, type: string, stateKey: string, at?: number): StoredEvent | undefined {
    return at === undefined
      ? this.#first(
          'SELECT stream FROM current_state WHERE room_id = ? AND type = ? AND state_key = ?',
          roomId,
          type,
          stateKey,
        )
      : this.#first(
          'SELECT MAX(stream) AS stream FROM events WHERE room_id = ? AND type = ? AND state_key = ? AND stream <= ?',
          roomId,
          type,
          stateKey,
          at,
        );
  }

  /** The state events of one type, in the order of their state keys. */
  stateOfType(roomId: RoomId, type: string, at?: number): StoredEvent[] {
    return at === undefined
      ? this.#all('SELECT stream FROM current_state WHERE room_id = ? AND type = ? ORDER BY state_key', roomId, type)
      : this.#all(
          `SELECT MAX(stream) AS stream FROM events
           WHERE room_id = ? AND type = ? AND state_key IS NOT NULL AND stream <= ? GROUP BY state_key ORDER BY state_key`,
          roomId,
          type,
          at,
        );
  }

  /** All state events, oldest first. */
  fullState(roomId: RoomId, at?: number): StoredEvent[] {
    return at === undefined
      ? this.#all('SELECT stream FROM current_state WHERE room_id = ? ORDER BY stream', roomId)
      : this.#all(
          `SELECT MAX(stream) AS stream FROM events
           WHERE room_id = ? AND state_key IS NOT NULL AND stream <= ? GROUP BY type, state_key ORDER BY stream`,
          roomId,
          at,
        );
  }

  timeline(roomId: RoomId, { from, to, direction, limit }: TimelineRange): StoredEvent[] {
    return direction === 'b'
      ? this.#all(
          'SELECT stream FROM events WHERE room_id = ? AND stream < ? AND stream > ? ORDER BY stream DESC LIMIT ?',
          roomId,
          from,
          to ?? 0,
          limit,
        )
      : this.#all(
          'SELECT stream FROM events WHERE room_id = ? AND stream > ? AND stream <= ? ORDER BY stream LIMIT ?',
          roomId,
          from,
          to ?? Number.MAX_SAFE_INTEGER,
          limit,
        );
  }

  /** The user's current membership; undefined if the room has no member event for them. */
  membership(roomId: RoomId, userId: UserId): RoomMembership | undefined {
    return this.#database.get(
      'SELECT membership, event_id AS eventId, stream FROM memberships WHERE room_id = ? AND user_id = ?',
      roomId,
      userId,
    );
  }

  /** Who has that membership now, in the order of their IDs. */
  members(roomId: RoomId, membership: MembershipState): UserId[] {
    return this.#database
      .all<{ user_id: UserId }>(
        'SELECT user_id FROM memberships WHERE room_id = ? AND membership = ? ORDER BY user_id',
        roomId,
        membership,
      )
      .map(({ user_id }) => user_id);
  }

  /** Who has joined the room, in the order of their IDs, with the places of their member events. */
  joinedAt(roomId: RoomId): Map<UserId, number> {
    const sql = "SELECT user_id, stream FROM memberships WHERE room_id = ? AND membership = 'join' ORDER BY user_id";
    const rows = this.#database.all<Place & { user_id: UserId }>(sql, roomId);
    return new Map(rows.map(({ user_id, stream }) => [user_id, stream]));
  }

  /** Whether anybody is in the room. */
  hasMembers(roomId: RoomId): boolean {
    return (
      this.#database.get("SELECT 1 FROM memberships WHERE room_id = ? AND membership = 'join' LIMIT 1", roomId) !==
      undefined
    );
  }

  /** The rooms where the user has one of these memberships, oldest membership first; forgotten rooms too. */
  roomsOf(
    userId: UserId,
    ...memberships: readonly MembershipState[]
  ): ({ readonly roomId: RoomId } & RoomMembership)[] {
    return this.#database.all(
      `SELECT room_id AS roomId, membership, event_id AS eventId, stream FROM memberships
       WHERE user_id = ? AND membership IN (${memberships.map(() => '?').join(', ')}) ORDER BY stream`,
      userId,
      ...memberships,
    );
  }

  /** Whether the user has left the room and forgotten it. */
  isForgotten(roomId: RoomId, userId: UserId): boolean {
    return (
      this.#database.get(
        'SELECT 1 FROM memberships WHERE room_id = ? AND user_id = ? AND forgotten',
        roomId,
        userId,
      ) !== undefined
    );
  }

  isBlocked(roomId: RoomId): boolean {
    return this.blockedBy(roomId) !== undefined;
  }

  /** Who blocked the room; undefined if nobody did. */
  blockedBy(roomId: RoomId): string | undefined {
    const sql = 'SELECT blocked_by FROM blocked_rooms WHERE room_id = ?';
    return this.#database.get<{ blocked_by: string }>(sql, roomId)?.blocked_by;
  }

  /** The events that nothing in the room builds on yet, newest first: at most 20, more an event may not name. */
  forwardExtremities(roomId: RoomId): { readonly eventId: EventId; readonly depth: number; readonly stream: number }[] {
    return this.#database.all(
      `SELECT event_id AS eventId, depth, stream FROM events
       WHERE room_id = ?1 AND stream > (SELECT covered FROM rooms WHERE room_id = ?1) ORDER BY stream DESC LIMIT 20`,
      roomId,
    );
  }

  /** Events that were sent before a time, in milliseconds since the epoch: the next ones beyond a place, in their order. */
  sentBefore(time: number, stream: number, limit: number): StoredEvent[] {
    const sql = 'SELECT stream FROM events WHERE stream > ? AND origin_server_ts < ? ORDER BY stream LIMIT ?';
    return this.#all(sql, stream, time, limit);
  }

  /** The stored JSON of the event at a place, with what a redaction takes from it. */
  json(stream: number): string {
    const row = this.#database.get<{ pdu: string }>('SELECT pdu FROM events WHERE stream = ?', stream);
    if (row === undefined) throw new Error(`There is no event at the place ${stream}`);
    return row.pdu;
  }

  /** Replaces the stored JSON of the event at a place; within `database.write`. */
  replaceJson(stream: number, json: string): void {
    this.#database.run('UPDATE events SET pdu = ? WHERE stream = ?', json, stream);
    this.forget(stream);
  }

  /** Keeps an event that was just stored, and returns it. */
  remember(event: NewStoredEvent): StoredEvent {
    return this.#events.remember(event);
  }

  /** Makes the next read of an event see its redaction, and that of a purged room nothing. */
  forget(stream: number): void {
    this.#events.forget(stream);
  }

  #first(sql: string, ...parameters: (string | number)[]): StoredEvent | undefined {
    const stream = this.#database.get<{ stream: number | null }>(sql, ...parameters)?.stream;
    return typeof stream === 'number' ? this.#events.at(stream) : undefined;
  }

  #all(sql: string, ...parameters: (string | number)[]): StoredEvent[] {
    return this.#database.all<Place>(sql, ...parameters).map(({ stream }) => this.#events.at(stream));
  }
}
