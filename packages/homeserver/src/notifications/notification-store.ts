import type { EventId, RoomId, UserId } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';
import type { PushAction } from '../push-rules/push-rule.ts';
import { tweaksOf } from '../push-rules/tweaks.ts';

/** The thread of what belongs to none. */
export const MAIN_TIMELINE = 'main';

/** An event that a user is notified of. */
export interface Notification {
  readonly userId: UserId;
  readonly roomId: RoomId;
  /** The event's place in the stream. */
  readonly stream: number;
  readonly eventId: EventId;
  readonly actions: readonly PushAction[];
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** How much a user has not read. */
export interface UnreadCounts {
  readonly notification_count: number;
  readonly highlight_count: number;
}

/** Of what event users are notified. */
export interface NotifiedEvent {
  readonly roomId: RoomId;
  /** The event's place in the stream. */
  readonly stream: number;
  /** The event at the root of the thread, or {@linkcode MAIN_TIMELINE}. */
  readonly threadId: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** Which notifications are listed. */
export interface NotificationQuery {
  /** Only before this place. */
  readonly before?: number | undefined;
  readonly onlyHighlights: boolean;
  readonly limit: number;
}

interface NotificationRow extends Omit<Notification, 'actions'> {
  readonly actions: string;
}

const COLUMNS = `user_id AS userId, notifications.room_id AS roomId, notifications.stream AS stream, event_id AS eventId,
  actions, received_at AS receivedAt`;

/** Whether the user has a receipt for the thread, or the whole room, that is as new as the notification. */
const IS_READ = `EXISTS (
  SELECT 1 FROM receipts JOIN events AS read ON read.event_id = receipts.event_id
  WHERE receipts.room_id = notifications.room_id AND receipt_type IN ('m.read', 'm.read.private')
    AND receipts.user_id = notifications.user_id AND receipts.thread_id IN ('', notifications.thread_id) AND read.stream >= notifications.stream
)`;

/** For how long notifications that were read are kept, in milliseconds. */
const KEEP_READ_FOR = 30 * 24 * 60 * 60 * 1000;

/** What users are notified of: decided once, when the event is stored. */
export class NotificationStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Writes down that users are notified of an event, each with these actions; within `database.write`. */
  add(
    { roomId, stream, threadId, receivedAt }: NotifiedEvent,
    actionsByUser: readonly (readonly [UserId, readonly PushAction[]])[],
  ): void {
    const rows = actionsByUser.map(([userId, actions]) => [
      userId,
      tweaksOf(actions)['highlight'] ? 1 : 0,
      JSON.stringify(actions),
    ]);
    if (rows.length === 0) return;
    this.#database.run(
      `INSERT INTO notifications (stream, user_id, room_id, thread_id, highlight, actions, received_at)
       SELECT ?, value ->> 0, ?, ?, value ->> 1, value ->> 2, ? FROM json_each(?)`,
      stream,
      roomId,
      threadId,
      receivedAt,
      JSON.stringify(rows),
    );
  }

  /** Nobody needs to be told any more of the event at that place; within `database.write`. */
  removeAt(stream: number): void {
    this.#database.run('DELETE FROM notifications WHERE stream = ?', stream);
  }

  /** Who is notified of the event at that place. */
  usersAt(stream: number): UserId[] {
    return this.#database
      .all<{ userId: UserId }>('SELECT user_id AS userId FROM notifications WHERE stream = ?', stream)
      .map(({ userId }) => userId);
  }

  /** The user's notification after a place that comes first, of what they have not read in the thread it is in. */
  nextUnread(userId: UserId, after: number): Notification | undefined {
    // Room by room, as the index has them: what comes first there, and then the first of these.
    const row = this.#database.get<NotificationRow>(
      `SELECT ${COLUMNS} FROM notifications JOIN events USING (stream)
       WHERE user_id = ?1 AND notifications.stream = (
         SELECT MIN((
           SELECT stream FROM notifications
           WHERE user_id = ?1 AND room_id = memberships.room_id AND stream > ?2 AND NOT ${IS_READ}
           ORDER BY stream LIMIT 1
         )) FROM memberships WHERE user_id = ?1
       )`,
      userId,
      after,
    );
    return row && toNotification(row);
  }

  /** The user's notifications, newest first. */
  list(userId: UserId, { before = Number.MAX_SAFE_INTEGER, onlyHighlights, limit }: NotificationQuery): Notification[] {
    return this.#database
      .all<NotificationRow>(
        `SELECT ${COLUMNS} FROM notifications JOIN events USING (stream)
         WHERE user_id = ? AND notifications.stream < ? AND highlight >= ? ORDER BY notifications.stream DESC LIMIT ?`,
        userId,
        before,
        onlyHighlights ? 1 : 0,
        limit,
      )
      .map(toNotification);
  }

  /**
   * What the user, who is in the room, has not read there, by thread: what is newer than their receipt for the thread, and than
   * their receipt for the whole room or, if they have none, than their membership.
   */
  unread(roomId: RoomId, userId: UserId): Map<string, UnreadCounts> {
    const rows = this.#database.all<UnreadCounts & { thread_id: string }>(
      `WITH reads AS (
         SELECT thread_id, MAX(events.stream) AS stream FROM receipts JOIN events USING (event_id)
         WHERE receipts.room_id = ?1 AND receipt_type IN ('m.read', 'm.read.private') AND user_id = ?2 GROUP BY thread_id
       ), joined AS (SELECT stream FROM memberships WHERE room_id = ?1 AND user_id = ?2)
       SELECT thread_id, COUNT(*) AS notification_count, SUM(highlight) AS highlight_count
       FROM notifications LEFT JOIN reads USING (thread_id)
       WHERE user_id = ?2 AND room_id = ?1
         AND notifications.stream > COALESCE((SELECT stream FROM reads WHERE thread_id = ''), (SELECT stream FROM joined), 0)
         AND notifications.stream > COALESCE(reads.stream, 0)
       GROUP BY thread_id`,
      roomId,
      userId,
    );
    return new Map(rows.map(({ thread_id, ...counts }) => [thread_id, counts]));
  }

  /** Forgets what the user has read in the room long ago. */
  async prune(roomId: RoomId, userId: UserId, now: number): Promise<void> {
    const oldest = this.#database.get<{ receivedAt: number }>(
      'SELECT received_at AS receivedAt FROM notifications WHERE user_id = ? AND room_id = ? ORDER BY stream LIMIT 1',
      userId,
      roomId,
    );
    const before = now - KEEP_READ_FOR;
    if (oldest === undefined || oldest.receivedAt >= before) return;
    await this.#database.write(() =>
      this.#database.run(
        `DELETE FROM notifications WHERE user_id = ?1 AND room_id = ?2 AND received_at < ?3 AND ${IS_READ}`,
        userId,
        roomId,
        before,
      ),
    );
  }
}

function toNotification(row: NotificationRow): Notification {
  return { ...row, actions: JSON.parse(row.actions) as PushAction[] };
}
