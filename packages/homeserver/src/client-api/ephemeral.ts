import { Codes, SynapseError, type EventId, type RoomId, type UserId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { AccountData } from '../account-data/account-data.ts';
import type { Receipts } from '../ephemeral/receipts.ts';
import { RECEIPT_TYPES } from '../ephemeral/receipts.ts';
import type { Typing } from '../ephemeral/typing.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { RoomStore } from '../rooms/room-store.ts';

const typingBody = z.object({ typing: z.boolean(), timeout: z.number().int().positive().default(30_000) });
const receiptBody = z.object({ thread_id: z.string().min(1).optional() });
const markersBody = z.object({
  'm.fully_read': z.string().optional(),
  'm.read': z.string().optional(),
  'm.read.private': z.string().optional(),
});

/** The longest that somebody types without saying so again, in milliseconds. */
const MAX_TYPING = 120_000;

/** What {@linkcode ephemeralRoutes} needs. */
export interface EphemeralServices {
  readonly rooms: RoomStore;
  readonly typing: Typing;
  readonly receipts: Receipts;
  readonly accountData: AccountData;
}

/** Typing notifications, receipts and read markers. https://spec.matrix.org/v1.16/client-server-api/#typing-notifications */
export function ephemeralRoutes(
  requireUser: RequireUser,
  { rooms, typing, receipts, accountData }: EphemeralServices,
): Router {
  const router = new Hono<RouterEnv>();

  const mark = async (
    userId: UserId,
    roomId: RoomId,
    type: (typeof RECEIPT_TYPES)[number],
    eventId: EventId,
    thread?: string,
  ) => {
    if (type === 'm.fully_read') return accountData.put(userId, roomId, 'm.fully_read', { event_id: eventId });
    const stored = rooms.event(eventId);
    if (stored === undefined || stored.event.room_id !== roomId) {
      throw new SynapseError(404, `Could not find event ${eventId}`, Codes.NOT_FOUND);
    }
    return receipts.put(roomId, type, userId, { eventId, stream: stored.stream }, thread);
  };

  router.put('/_matrix/client/v3/rooms/:roomId/typing/:userId', requireUser(), async (c) => {
    const { user } = c.var.requester;
    if (c.req.param('userId') !== user)
      throw new SynapseError(400, "Cannot set another user's typing state", Codes.UNKNOWN);
    const roomId = requireJoined(rooms, c.req.param('roomId'), user);
    const body = await readJson(c, typingBody);
    if (body.typing) typing.start(roomId, user, Math.min(body.timeout, MAX_TYPING));
    else typing.stop(roomId, user);
    return c.json({});
  });

  router.post('/_matrix/client/v3/rooms/:roomId/receipt/:receiptType/:eventId', requireUser(), async (c) => {
    const { user } = c.var.requester;
    const roomId = requireJoined(rooms, c.req.param('roomId'), user);
    const type = RECEIPT_TYPES.find((known) => known === c.req.param('receiptType'));
    if (type === undefined) {
      throw new SynapseError(400, `Receipt type must be one of ${RECEIPT_TYPES.join(', ')}`, Codes.INVALID_PARAM);
    }
    const { thread_id } = await readJson(c, receiptBody, { allowEmpty: true });
    await mark(user, roomId, type, c.req.param('eventId') as EventId, thread_id);
    return c.json({});
  });

  router.post('/_matrix/client/v3/rooms/:roomId/read_markers', requireUser(), async (c) => {
    const { user } = c.var.requester;
    const roomId = requireJoined(rooms, c.req.param('roomId'), user);
    const body = await readJson(c, markersBody);
    for (const type of RECEIPT_TYPES)
      if (body[type] !== undefined) await mark(user, roomId, type, body[type] as EventId);
    return c.json({});
  });

  return router;
}

function requireJoined(rooms: RoomStore, roomId: string, user: UserId): RoomId {
  if (rooms.membership(roomId as RoomId, user)?.membership !== 'join') {
    throw new SynapseError(403, `User ${user} not in room ${roomId}`, Codes.FORBIDDEN);
  }
  return roomId as RoomId;
}
