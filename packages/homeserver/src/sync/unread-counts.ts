import type { RoomId, UserId } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';

/** How much a user has not read in a room. */
export interface UnreadCounts {
  readonly notification_count: number;
  readonly highlight_count: number;
}

/**
 * Counts what the default push rules notify of: messages of others that are newer than `readUpTo`; and as highlights those
 * that mention the user. https://spec.matrix.org/v1.16/client-server-api/#receiving-notifications
 */
export function unreadCounts(database: Database, roomId: RoomId, userId: UserId, readUpTo: number): UnreadCounts {
  const row = database.get<{ notifications: number; highlights: number | null }>(
    `SELECT COUNT(*) AS notifications,
       SUM(EXISTS (SELECT 1 FROM json_each(events.pdu, '$.content."m.mentions".user_ids') WHERE value = ?1)) AS highlights
     FROM events
     WHERE room_id = ?2 AND stream > ?3 AND sender <> ?1 AND type IN ('m.room.message', 'm.room.encrypted')`,
    userId,
    roomId,
    readUpTo,
  );
  return { notification_count: row?.notifications ?? 0, highlight_count: row?.highlights ?? 0 };
}
