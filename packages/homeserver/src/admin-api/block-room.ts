import { Hono } from 'hono';
import { z } from 'zod';
import type { HomeserverContext } from '../context.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, checkBody, readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import { roomIdOf } from './request-values.ts';

const blockBody = z.object({ block: z.boolean() });

/** Which rooms nobody may join. https://element-hq.github.io/synapse/latest/admin_api/rooms.html#block-room-api */
export function blockRoomRoutes(
  requireAdmin: RequireUser,
  { database }: HomeserverContext,
  { store, writer }: Rooms,
): Router {
  const router = new Hono<RouterEnv>();
  const path = '/_synapse/admin/v1/rooms/:roomId/block';

  router.get(path, requireAdmin(), (c) => {
    const blockedBy = store.blockedBy(roomIdOf(c.req.param('roomId')));
    return c.json(blockedBy === undefined ? { block: false } : { block: true, user_id: blockedBy });
  });

  router.put(path, requireAdmin(), async (c) => {
    const body = await readJson(c, anyObject);
    const roomId = roomIdOf(c.req.param('roomId'));
    const { block } = checkBody(body, blockBody);
    const { user } = c.var.requester;
    await database.write(() => (block ? writer.block(roomId, user) : writer.unblock(roomId)));
    return c.json({ block });
  });

  return router;
}
