import { Codes, SynapseError, type EventId, type JsonObject, type RoomId, type UserId } from '@bouton/sdk';
import { relationOf } from '../events/index.ts';
import type { Database } from '../storage/database.ts';
import type { RoomStore, StoredEvent, TimelineRange } from './room-store.ts';

/** An event that declares a relation. */
interface Relating {
  readonly room_id: RoomId;
  readonly type: string;
  readonly sender: UserId;
  readonly content: Readonly<JsonObject>;
}

/** Which relations are asked for. */
export interface RelationQuery {
  readonly relType?: string | undefined;
  readonly eventType?: string | undefined;
  readonly range: TimelineRange;
}

/** What events say about other events: reactions, edits, threads. */
export class RelationStore {
  readonly #database: Database;
  readonly #rooms: RoomStore;

  constructor(database: Database, rooms: RoomStore) {
    this.#database = database;
    this.#rooms = rooms;
  }

  /**
   * Refuses a relation that makes no sense in its room.
   *
   * @throws {SynapseError} 400: `M_DUPLICATE_ANNOTATION` for the same reaction again, else `M_UNKNOWN`.
   */
  assertAllowed(event: Relating): void {
    const relation = relationOf(event.content);
    if (relation === undefined) return;
    const { parentId, relType, key } = relation;
    const parent = this.#rooms.event(parentId);
    if (parent === undefined) {
      if (!this.#isTarget(parentId)) throw new SynapseError(400, "Can't send relation to unknown event");
    } else if (parent.event.room_id !== event.room_id) {
      throw new SynapseError(400, 'Relations must be in the same room');
    }
    if (relType === 'm.annotation' && this.#isAnnotated(parentId, event, key ?? '')) {
      throw new SynapseError(400, "Can't send same reaction twice", Codes.DUPLICATE_ANNOTATION);
    }
    if (relType === 'm.thread' && this.#relates(parentId)) {
      throw new SynapseError(400, 'Cannot start threads from an event with a relation');
    }
  }

  /** The events that relate to an event, newest or oldest first; see {@linkcode TimelineRange}. */
  list(roomId: RoomId, eventId: EventId, { relType, eventType, range }: RelationQuery): StoredEvent[] {
    const { from, to, direction, limit } = range;
    const rows = this.#database.all<{ event_id: EventId }>(
      `SELECT event_id FROM relations JOIN events USING (event_id)
       WHERE relates_to = ?1 AND room_id = ?2 AND (?3 IS NULL OR rel_type = ?3) AND (?4 IS NULL OR type = ?4)
         AND relations.stream > ?5 AND relations.stream <= ?6
       ORDER BY relations.stream ${direction === 'b' ? 'DESC' : 'ASC'} LIMIT ?7`,
      eventId,
      roomId,
      relType ?? null,
      eventType ?? null,
      direction === 'b' ? (to ?? 0) : from,
      direction === 'b' ? from - 1 : (to ?? Number.MAX_SAFE_INTEGER),
      limit,
    );
    return rows.map(({ event_id }) => this.#rooms.event(event_id)).filter((stored) => stored !== undefined);
  }

  #isTarget(eventId: EventId): boolean {
    return this.#database.get('SELECT 1 FROM relations WHERE relates_to = ?', eventId) !== undefined;
  }

  #relates(eventId: EventId): boolean {
    return this.#database.get('SELECT 1 FROM relations WHERE event_id = ?', eventId) !== undefined;
  }

  #isAnnotated(eventId: EventId, { type, sender }: Relating, key: string): boolean {
    const annotation = this.#database.get(
      `SELECT 1 FROM relations JOIN events USING (event_id)
       WHERE relates_to = ? AND rel_type = 'm.annotation' AND aggregation_key = ? AND type = ? AND sender = ?`,
      eventId,
      key,
      type,
      sender,
    );
    return annotation !== undefined;
  }
}
