import { Codes, SynapseError, type EventId, type Requester, type RoomId } from '@bouton/sdk';
import { Hono } from 'hono';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import type { RoomEventDraft } from '../rooms/event-sender.ts';
import { fakeEventId, unlessShadowBanned } from './unless-shadow-banned.ts';

/** Sending messages and redactions. https://spec.matrix.org/v1.16/client-server-api/#sending-events-to-a-room */
export function sendRoutes(requireUser: RequireUser, { sender, store }: Rooms): Router {
  const router = new Hono<RouterEnv>();

  const send = (requester: Requester, draft: RoomEventDraft, txnId: string): Promise<EventId> =>
    unlessShadowBanned(async () => (await sender.send(requester, draft, { txnId })).event.event_id, fakeEventId);

  router.put('/_matrix/client/v3/rooms/:roomId/send/:eventType/:txnId', requireUser(), async (c) => {
    const { requester } = c.var;
    const draft = {
      type: c.req.param('eventType'),
      room_id: c.req.param('roomId') as RoomId,
      sender: requester.user,
      content: await readJson(c, anyObject),
    };
    return c.json({ event_id: await send(requester, draft, c.req.param('txnId')) });
  });

  router.put('/_matrix/client/v3/rooms/:roomId/redact/:eventId/:txnId', requireUser(), async (c) => {
    const { requester } = c.var;
    const roomId = c.req.param('roomId') as RoomId;
    const redacts = c.req.param('eventId') as EventId;
    const content = await readJson(c, anyObject, { allowEmpty: true });
    if (store.version(roomId) === undefined) {
      throw new SynapseError(404, `Could not find room_version for ${roomId}`, Codes.NOT_FOUND);
    }
    if (content['redacts'] !== undefined && content['redacts'] !== redacts) {
      const message = 'Cannot provide a redacts value incoherent with the event_id of the URL parameter';
      throw new SynapseError(400, message, Codes.INVALID_PARAM);
    }
    const draft = { type: 'm.room.redaction', room_id: roomId, sender: requester.user, content, redacts };
    return c.json({ event_id: await send(requester, draft, c.req.param('txnId')) });
  });

  return router;
}
