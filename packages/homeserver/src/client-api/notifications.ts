import { SynapseError } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Receipts } from '../ephemeral/receipts.ts';
import { toSyncEvent } from '../events/index.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { readQuery } from '../http/read-query.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { NotificationStore } from '../notifications/notification-store.ts';
import type { RoomStore } from '../rooms/room-store.ts';
import type { EventSerializer } from '../sync/serialize-events.ts';

/** The most notifications of an answer. */
const MAX_LIMIT = 500;

const query = z.object({
  from: z.string().optional(),
  limit: z.coerce.number().int().nonnegative().default(50),
  only: z.string().optional(),
});

/** What {@linkcode notificationRoutes} needs. */
export interface NotificationServices {
  readonly notifications: NotificationStore;
  readonly store: RoomStore;
  readonly receipts: Receipts;
  readonly serializer: EventSerializer;
}

/** What the user was notified of. https://spec.matrix.org/v1.16/client-server-api/#listing-notifications */
export function notificationRoutes(
  requireUser: RequireUser,
  { notifications, store, receipts, serializer }: NotificationServices,
): Router {
  const router = new Hono<RouterEnv>();

  router.get('/_matrix/client/v3/notifications', requireUser(), async (c) => {
    const { user: userId, deviceId } = c.var.requester;
    const { from, limit, only } = readQuery(c, query);
    const listed = notifications.list(userId, {
      before: from === undefined ? undefined : placeOf(from),
      onlyHighlights: only === 'highlight',
      limit: Math.min(limit, MAX_LIMIT),
    });
    const answers = [];
    for (const { roomId, stream, eventId, actions, receivedAt } of listed) {
      const stored = store.event(eventId);
      if (stored === undefined) continue;
      const [event] = await serializer.serialize([stored], { userId, deviceId }, toSyncEvent);
      const read = receipts.readUpTo(roomId, userId) >= stream;
      answers.push({ room_id: roomId, profile_tag: null, actions, ts: receivedAt, event, read });
    }
    return c.json({ notifications: answers, next_token: listed.length === 0 ? null : String(listed.at(-1)?.stream) });
  });

  return router;
}

function placeOf(token: string): number {
  if (/^\d{1,15}$/.test(token)) return Number(token);
  throw new SynapseError(400, 'Query parameter "from" contains unrecognised token');
}
