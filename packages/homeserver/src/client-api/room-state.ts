import { SynapseError, type EventId, type JsonObject, type Requester, type RoomId } from '@bouton/sdk';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { HomeserverContext } from '../context.ts';
import { assertUserIdForm } from '../events/identifiers.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, readJson } from '../http/read-json.ts';
import { readQuery } from '../http/read-query.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import type { MembershipAction } from '../rooms/membership-transition.ts';
import type { EventSerializer } from '../sync/serialize-events.ts';
import type { Accounts } from '../users/accounts.ts';
import { fakeEventId, unlessShadowBanned } from './unless-shadow-banned.ts';

const formatQuery = z.object({ format: z.enum(['content', 'event']).default('content') });

/** The state of rooms. https://spec.matrix.org/v1.16/client-server-api/#get_matrixclientv3roomsroomidstate */
export function roomStateRoutes(
  requireUser: RequireUser,
  context: HomeserverContext,
  { access, sender, membership }: Rooms,
  serializer: EventSerializer,
  accounts: Accounts,
): Router {
  const router = new Hono<RouterEnv>();

  const assertMaySend = async ({ user }: Requester, roomId: RoomId, type: string, key: string, content: JsonObject) => {
    if (accounts.isAdmin(user)) return;
    const { userMaySendStateEvent } = context.callbacks.spamChecker;
    const denial = await userMaySendStateEvent(user, roomId, type, key, content);
    if (denial !== undefined) throw denial;
  };

  const setMembership = async (requester: Requester, roomId: RoomId, target: string, content: JsonObject) => {
    const { membership: action } = content;
    if (typeof action !== 'string') throw new SynapseError(400, 'Invalid membership (must be a string)');
    assertUserIdForm(target);
    const stored = await membership.update(requester, target, roomId, action as MembershipAction, content);
    return stored.event.event_id;
  };

  const setState = async (requester: Requester, roomId: RoomId, type: string, key: string, content: JsonObject) => {
    if (type === 'm.room.member') return setMembership(requester, roomId, key, content);
    const draft = { type, state_key: key, room_id: roomId, sender: requester.user, content };
    return (await sender.send(requester, draft)).event.event_id;
  };

  const get = async (c: Context<RouterEnv>, type: string, key: string): Promise<Response> => {
    const { requester } = c.var;
    const { format } = readQuery(c, formatQuery);
    const stored = access.stateEvent(requester.user, c.req.param('roomId') as RoomId, type, key);
    if (format === 'content') return c.json(stored.event.content);
    const [event] = await serializer.serialize([stored], { userId: requester.user, deviceId: requester.deviceId });
    return c.json(event);
  };

  const put = async (c: Context<RouterEnv>, type: string, key: string): Promise<Response> => {
    const { requester } = c.var;
    const roomId = c.req.param('roomId') as RoomId;
    const content = await readJson(c, anyObject);
    await assertMaySend(requester, roomId, type, key, content);
    const eventId: EventId = await unlessShadowBanned(
      () => setState(requester, roomId, type, key, content),
      fakeEventId,
    );
    return c.json({ event_id: eventId });
  };

  router.get('/_matrix/client/v3/rooms/:roomId/state', requireUser(), async (c) => {
    const { user, deviceId } = c.var.requester;
    const state = access.state(user, c.req.param('roomId') as RoomId);
    return c.json(await serializer.serialize(state, { userId: user, deviceId }));
  });

  for (const path of [
    '/_matrix/client/v3/rooms/:roomId/state/:eventType',
    '/_matrix/client/v3/rooms/:roomId/state/:eventType/',
  ]) {
    router.get(path, requireUser(), (c) => get(c, c.req.param('eventType') ?? '', ''));
    router.put(path, requireUser(), (c) => put(c, c.req.param('eventType') ?? '', ''));
  }

  const path = '/_matrix/client/v3/rooms/:roomId/state/:eventType/:stateKey';
  router.get(path, requireUser(), (c) => get(c, c.req.param('eventType'), c.req.param('stateKey')));
  router.put(path, requireUser(), (c) => put(c, c.req.param('eventType'), c.req.param('stateKey')));

  return router;
}
