import type { EventId, RoomId } from '@bouton/sdk';
import { parsePdu, redact, toRoomEvent, type Pdu, type RoomVersion } from '../events/index.ts';
import type { Database } from '../storage/database.ts';
import { RecentlyUsed } from '../lib/recently-used.ts';
import type { StoredEvent } from './stored-event.ts';

/** The client's transaction in which an event was sent. */
interface SentIn {
  readonly txnId: string;
  readonly deviceId: string;
}

/** An event that was just stored. */
export interface NewStoredEvent {
  readonly eventId: EventId;
  readonly pdu: Pdu;
  readonly version: RoomVersion;
  readonly stream: number;
  readonly transaction: SentIn | undefined;
}

interface EventRow {
  readonly event_id: EventId;
  readonly room_id: RoomId;
  readonly pdu: string;
  readonly redacted_by: EventId | null;
  readonly device_id: string | null;
  readonly txn_id: string | null;
}

/** How many parsed events are kept at least, and half of how many at most: a few kilobytes each. */
const CACHED_EVENTS = 2500;

/** Reads stored events by their places, and keeps what was read lately: an event changes only when it is redacted. */
export class EventCache {
  readonly #database: Database;
  readonly #versionOf: (roomId: RoomId) => RoomVersion | undefined;
  readonly #cache = new RecentlyUsed<number, StoredEvent>(CACHED_EVENTS);

  constructor(database: Database, versionOf: (roomId: RoomId) => RoomVersion | undefined) {
    this.#database = database;
    this.#versionOf = versionOf;
  }

  /** The event at a place that has one. */
  at(stream: number): StoredEvent {
    const known = this.#cache.get(stream);
    if (known !== undefined) return known;
    const row = this.#database.get<EventRow>(
      'SELECT event_id, room_id, pdu, redacted_by, device_id, txn_id FROM events WHERE stream = ?',
      stream,
    );
    const version = row && this.#versionOf(row.room_id);
    if (row === undefined || version === undefined) throw new Error(`There is no event at the place ${stream}`);
    const stored = this.#read(row, stream, version);
    this.#cache.set(stream, stored);
    return stored;
  }

  /** Keeps an event that was just stored. If its write fails, nothing refers to its place. */
  remember(event: NewStoredEvent): StoredEvent {
    const stored = toStoredEvent(event);
    this.#cache.set(event.stream, stored);
    return stored;
  }

  /** The event at the place was redacted or removed. */
  forget(stream: number): void {
    this.#cache.delete(stream);
  }

  #read({ event_id: eventId, pdu: json, ...row }: EventRow, stream: number, version: RoomVersion): StoredEvent {
    const redactedBecause = row.redacted_by === null ? undefined : this.#withId(row.redacted_by);
    const pdu = redactedBecause === undefined ? parsePdu(json) : redact(parsePdu(json), version);
    const transaction = row.txn_id === null ? undefined : { txnId: row.txn_id, deviceId: row.device_id ?? '' };
    return toStoredEvent({ eventId, pdu, version, stream, transaction }, redactedBecause);
  }

  #withId(eventId: EventId): StoredEvent | undefined {
    const place = this.#database.get<{ stream: number }>('SELECT stream FROM events WHERE event_id = ?', eventId);
    return place && this.at(place.stream);
  }
}

function toStoredEvent(
  { eventId, pdu, version, stream, transaction }: NewStoredEvent,
  redactedBecause?: StoredEvent,
): StoredEvent {
  const sentIn = transaction && { txnId: transaction.txnId, deviceId: transaction.deviceId };
  const event = toRoomEvent(pdu, eventId, version, {
    streamOrdering: stream,
    ...sentIn,
    ...(redactedBecause && { redacted: true }),
  });
  return { event, pdu, stream, ...sentIn, ...(redactedBecause && { redactedBecause }) };
}
