import type { RoomId, UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { redactsOf, relationOf, type BuiltEvent, type RoomVersion } from '../events/index.ts';
import type { MembershipState, Room, RoomStore, StoredEvent } from './room-store.ts';

/** The client's transaction in which an event is sent. */
export interface EventTransaction {
  readonly requester: UserId;
  readonly deviceId: string;
  readonly txnId: string;
}

/** Where a new event stands. */
export interface NewEventPlace {
  readonly version: RoomVersion;
  /** The place of the newest event that this one builds on; 0 for a room's first. */
  readonly covers: number;
  readonly transaction?: EventTransaction | undefined;
}

/** What is kept about a room, by its `room_id`. */
const PURGED_TABLES = [
  'events',
  'current_state',
  'memberships',
  'room_aliases',
  'receipts',
  'account_data',
  'rooms',
] as const;

/** Writes rooms and their events. Every method belongs within `database.write`. */
export class RoomWriter {
  readonly #context: HomeserverContext;
  readonly #rooms: RoomStore;

  constructor(context: HomeserverContext, rooms: RoomStore) {
    this.#context = context;
    this.#rooms = rooms;
  }

  createRoom({ roomId, version, creator, isPublic }: Room): void {
    this.#context.database.run(
      'INSERT INTO rooms (room_id, version, creator, is_public) VALUES (?, ?, ?, ?)',
      roomId,
      version,
      creator,
      isPublic ? 1 : 0,
    );
  }

  /** Adds an event, which the caller has authorized, to its room. */
  append(event: BuiltEvent, { version, covers, transaction }: NewEventPlace): StoredEvent {
    const { database, stream } = this.#context;
    const { eventId, roomId, pdu, json } = event;
    const place = stream.next();
    database.run(
      `INSERT INTO events (stream, event_id, room_id, type, state_key, sender, depth, origin_server_ts, pdu, requester, device_id, txn_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      place,
      eventId,
      roomId,
      pdu.type,
      pdu.state_key ?? null,
      pdu.sender,
      pdu.depth,
      pdu.origin_server_ts,
      json,
      transaction?.requester ?? null,
      transaction?.deviceId ?? null,
      transaction?.txnId ?? null,
    );
    database.run('UPDATE rooms SET covered = MAX(covered, ?) WHERE room_id = ?', covers, roomId);
    if (pdu.state_key !== undefined) this.#setState(event, pdu.state_key, place);
    else this.#relate(event, place);
    if (pdu.type === 'm.room.redaction') this.#redact(event, version);
    return this.#rooms.remember({ eventId, pdu, version, stream: place, transaction });
  }

  setPublic(roomId: RoomId, isPublic: boolean): void {
    this.#context.database.run('UPDATE rooms SET is_public = ? WHERE room_id = ?', isPublic ? 1 : 0, roomId);
  }

  /** The user, who has left the room, wants to hear no more of it. */
  forget(roomId: RoomId, userId: UserId): void {
    this.#context.database.run(
      'UPDATE memberships SET forgotten = 1 WHERE room_id = ? AND user_id = ?',
      roomId,
      userId,
    );
  }

  /**
   * Lets nobody join the room any more, whether it exists or not.
   *
   * @param blockedBy A user, or the server. The first who blocks a room stays who did.
   */
  block(roomId: RoomId, blockedBy: string): void {
    this.#context.database.run(
      'INSERT OR IGNORE INTO blocked_rooms (room_id, blocked_by) VALUES (?, ?)',
      roomId,
      blockedBy,
    );
  }

  /** Lets users join the room again. */
  unblock(roomId: RoomId): void {
    this.#context.database.run('DELETE FROM blocked_rooms WHERE room_id = ?', roomId);
  }

  /** Removes everything about the room. */
  purge(roomId: RoomId): void {
    const { database } = this.#context;
    for (const { stream } of database.all<{ stream: number }>('SELECT stream FROM events WHERE room_id = ?', roomId)) {
      this.#rooms.forget(stream);
    }
    database.run('DELETE FROM relations WHERE event_id IN (SELECT event_id FROM events WHERE room_id = ?)', roomId);
    database.run('DELETE FROM notifications WHERE stream IN (SELECT stream FROM events WHERE room_id = ?)', roomId);
    for (const table of PURGED_TABLES) {
      database.run(`DELETE FROM ${table} WHERE room_id = ?`, roomId);
    }
  }

  #setState({ eventId, roomId, pdu }: BuiltEvent, stateKey: string, place: number): void {
    const { database } = this.#context;
    database.run(
      'INSERT OR REPLACE INTO current_state (room_id, type, state_key, stream) VALUES (?, ?, ?, ?)',
      roomId,
      pdu.type,
      stateKey,
      place,
    );
    if (pdu.type !== 'm.room.member') return;
    database.run(
      'INSERT OR REPLACE INTO memberships (room_id, user_id, membership, event_id, stream) VALUES (?, ?, ?, ?, ?)',
      roomId,
      stateKey,
      pdu.content['membership'] as MembershipState,
      eventId,
      place,
    );
  }

  #redact({ eventId, roomId, pdu }: BuiltEvent, version: RoomVersion): void {
    const target = redactsOf(pdu, version);
    const stored = target === undefined ? undefined : this.#rooms.event(target);
    if (stored === undefined || stored.event.room_id !== roomId || stored.redactedBecause !== undefined) return;
    this.#context.database.run('UPDATE events SET redacted_by = ? WHERE event_id = ?', eventId, stored.event.event_id);
    this.#context.database.run('DELETE FROM relations WHERE event_id = ?', stored.event.event_id);
    this.#rooms.forget(stored.stream);
    // A redaction is shown with what it redacted, too.
    const redacted = redactsOf(stored.pdu, version);
    const shownWith = redacted === undefined ? undefined : this.#rooms.event(redacted);
    if (shownWith !== undefined) this.#rooms.forget(shownWith.stream);
  }

  #relate({ eventId, pdu }: BuiltEvent, place: number): void {
    const relation = relationOf(pdu.content);
    if (relation === undefined) return;
    this.#context.database.run(
      'INSERT INTO relations (event_id, relates_to, rel_type, aggregation_key, stream) VALUES (?, ?, ?, ?, ?)',
      eventId,
      relation.parentId,
      relation.relType,
      relation.key ?? null,
      place,
    );
  }
}
