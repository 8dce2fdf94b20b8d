import type { JsonObject } from '@bouton/sdk';
import { MAIN_TIMELINE, type UnreadCounts } from '../notifications/notification-store.ts';
import type { SyncFilter } from '../events/event-filter.ts';

/**
 * What a sync says of unread notifications in a room: together, or with the threads apart if the filter asks for it.
 * https://spec.matrix.org/v1.16/client-server-api/#receiving-notifications
 */
export function unreadCounts(byThread: ReadonlyMap<string, UnreadCounts>, filter: SyncFilter): JsonObject {
  if (filter.room?.timeline?.unread_thread_notifications !== true) {
    return { unread_notifications: sum([...byThread.values()]) };
  }
  const threads = [...byThread].filter(([thread]) => thread !== MAIN_TIMELINE);
  return {
    unread_notifications: sum([...byThread].filter(([thread]) => thread === MAIN_TIMELINE).map(([, counts]) => counts)),
    ...(threads.length > 0 && {
      unread_thread_notifications: Object.fromEntries(threads.map(([thread, counts]) => [thread, { ...counts }])),
    }),
  };
}

function sum(counts: readonly UnreadCounts[]): JsonObject {
  let notifications = 0;
  let highlights = 0;
  for (const { notification_count, highlight_count } of counts) {
    notifications += notification_count;
    highlights += highlight_count;
  }
  return { notification_count: notifications, highlight_count: highlights };
}
