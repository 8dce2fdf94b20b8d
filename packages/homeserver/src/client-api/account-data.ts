import { Codes, SynapseError, type RoomId, type UserId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { AccountData } from '../account-data/account-data.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, openObject, readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { RoomStore } from '../rooms/room-store.ts';

/** Types that have an endpoint of their own, and which. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['m.fully_read', '/rooms/!roomId:server.name/read_markers'],
  ['m.push_rules', '/pushrules'],
]);

const tagBody = openObject({ order: z.number().optional() });

/** Account data and tags. https://spec.matrix.org/v1.16/client-server-api/#client-config */
export function accountDataRoutes(requireUser: RequireUser, accountData: AccountData, rooms: RoomStore): Router {
  const router = new Hono<RouterEnv>();
  const GLOBAL = '/_matrix/client/v3/user/:userId/account_data/:type';
  const ROOM = '/_matrix/client/v3/user/:userId/rooms/:roomId/account_data/:type';
  const TAGS = '/_matrix/client/v3/user/:userId/rooms/:roomId/tags';

  router.get(GLOBAL, requireUser(), (c) => {
    const user = own(c.req.param('userId'), c.var.requester.user, 'get account data');
    const content = accountData.get(user, null, c.req.param('type'));
    if (content === undefined) throw new SynapseError(404, 'Account data not found', Codes.NOT_FOUND);
    return c.json(content);
  });

  router.put(GLOBAL, requireUser(), async (c) => {
    const user = own(c.req.param('userId'), c.var.requester.user, 'add account data');
    const type = settable(c.req.param('type'));
    await accountData.put(user, null, type, await readJson(c, anyObject));
    return c.json({});
  });

  router.get(ROOM, requireUser(), (c) => {
    const user = own(c.req.param('userId'), c.var.requester.user, 'get account data');
    const content = accountData.get(user, roomIdOf(c.req.param('roomId')), c.req.param('type'));
    if (content === undefined) throw new SynapseError(404, 'Room account data not found', Codes.NOT_FOUND);
    return c.json(content);
  });

  router.put(ROOM, requireUser(), async (c) => {
    const user = own(c.req.param('userId'), c.var.requester.user, 'add account data');
    const roomId = roomIdOf(c.req.param('roomId'));
    const type = settable(c.req.param('type'));
    await accountData.put(user, roomId, type, await readJson(c, anyObject));
    return c.json({});
  });

  router.get(TAGS, requireUser(), (c) => {
    const user = own(c.req.param('userId'), c.var.requester.user, 'get tags');
    return c.json({ tags: accountData.tags(user, roomIdOf(c.req.param('roomId'))) });
  });

  router.put(`${TAGS}/:tag`, requireUser(), async (c) => {
    const user = own(c.req.param('userId'), c.var.requester.user, 'add tags');
    const roomId = roomIdOf(c.req.param('roomId'));
    if (rooms.membership(roomId, user) === undefined) {
      throw new SynapseError(403, `User ${user} has no membership in room ${roomId}`, Codes.FORBIDDEN);
    }
    const tag = await readJson(c, tagBody);
    await accountData.setTag(user, roomId, c.req.param('tag'), tag);
    return c.json({});
  });

  router.delete(`${TAGS}/:tag`, requireUser(), async (c) => {
    const user = own(c.req.param('userId'), c.var.requester.user, 'remove tags');
    const roomId = roomIdOf(c.req.param('roomId'));
    await accountData.setTag(user, roomId, c.req.param('tag'), null);
    return c.json({});
  });

  return router;
}

function own(userId: string, requester: UserId, act: string): UserId {
  if (userId !== requester) throw new SynapseError(403, `Cannot ${act} for other users.`, Codes.FORBIDDEN);
  return requester;
}

function roomIdOf(roomId: string): RoomId {
  if (!roomId.startsWith('!')) throw new SynapseError(400, `${roomId} is not a valid room ID`, Codes.INVALID_PARAM);
  return roomId as RoomId;
}

function settable(type: string): string {
  const endpoint = ELSEWHERE.get(type);
  if (endpoint === undefined) return type;
  throw new SynapseError(405, `Cannot set ${type} through this API. Use ${endpoint}`, Codes.BAD_JSON);
}
