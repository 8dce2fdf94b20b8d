import type { JsonObject, RoomId, UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';

/** The kinds of receipts that a client may send. */
export const RECEIPT_TYPES = ['m.read', 'm.read.private', 'm.fully_read'] as const;

/** A kind of receipt that is stored as one; `m.fully_read` is account data. */
export type ReceiptType = 'm.read' | 'm.read.private';

/** The thread of a receipt that belongs to none. */
const UNTHREADED = '';

interface ReceiptRow {
  readonly receipt_type: ReceiptType;
  readonly user_id: UserId;
  readonly thread_id: string;
  readonly event_id: string;
  readonly ts: number;
}

/** Up to where users have read. https://spec.matrix.org/v1.16/client-server-api/#receipts */
export class Receipts {
  readonly #context: HomeserverContext;
  readonly #moved: (userId: UserId, roomId: RoomId) => void;

  /** @param moved Hears of each receipt that moves, once it is durable. */
  constructor(context: HomeserverContext, moved: (userId: UserId, roomId: RoomId) => void) {
    this.#context = context;
    this.#moved = moved;
  }

  /** Moves the user's receipt to the event. A receipt never moves back. */
  async put(
    roomId: RoomId,
    type: ReceiptType,
    userId: UserId,
    event: { readonly eventId: string; readonly stream: number },
    threadId: string = UNTHREADED,
  ): Promise<void> {
    const { database, stream, clock, notifier } = this.#context;
    const moved = await database.write(() => {
      const current = database.get<{ stream: number }>(
        `SELECT events.stream FROM receipts JOIN events USING (event_id)
         WHERE receipts.room_id = ? AND receipt_type = ? AND user_id = ? AND thread_id = ?`,
        roomId,
        type,
        userId,
        threadId,
      );
      if (current !== undefined && current.stream >= event.stream) return false;
      database.run(
        'INSERT OR REPLACE INTO receipts (room_id, receipt_type, user_id, thread_id, event_id, ts, stream) VALUES (?, ?, ?, ?, ?, ?, ?)',
        roomId,
        type,
        userId,
        threadId,
        event.eventId,
        clock.now(),
        stream.next(),
      );
      return true;
    });
    if (!moved) return;
    notifier.notify(type === 'm.read' ? roomId : userId);
    this.#moved(userId, roomId);
  }

  /** The `m.receipt` event with what changed after `since` and `viewer` may know. */
  eventSince(roomId: RoomId, viewer: UserId, since: number): JsonObject | undefined {
    const rows = this.#context.database.all<ReceiptRow>(
      `SELECT receipt_type, user_id, thread_id, event_id, ts FROM receipts
       WHERE room_id = ? AND stream > ? AND (receipt_type = 'm.read' OR user_id = ?)`,
      roomId,
      since,
      viewer,
    );
    if (rows.length === 0) return undefined;
    const content: Record<string, Record<string, Record<string, JsonObject>>> = {};
    for (const { receipt_type, user_id, thread_id, event_id, ts } of rows) {
      const receipt = { ts, ...(thread_id === UNTHREADED ? {} : { thread_id }) };
      ((content[event_id] ??= {})[receipt_type] ??= {})[user_id] = receipt;
    }
    return { type: 'm.receipt', content };
  }

  /** The place of the newest event that the user has read in the room, publicly or privately; 0 if none. */
  readUpTo(roomId: RoomId, userId: UserId): number {
    const row = this.#context.database.get<{ stream: number | null }>(
      `SELECT MAX(events.stream) AS stream FROM receipts JOIN events USING (event_id)
       WHERE receipts.room_id = ? AND receipt_type IN ('m.read', 'm.read.private') AND user_id = ?`,
      roomId,
      userId,
    );
    return row?.stream ?? 0;
  }
}
