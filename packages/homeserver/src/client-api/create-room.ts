import { Codes, SynapseError, type RoomId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import { assertAdditionalCreators, isRoomVersionId, ROOM_VERSIONS } from '../events/index.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import { randomLetters } from '../lib/random-id.ts';
import { unlessShadowBanned } from './unless-shadow-banned.ts';

const upgradeBody = z.object({ new_version: z.json(), additional_creators: z.json().optional() });

/** Making rooms, and replacing them. https://spec.matrix.org/v1.16/client-server-api/#creation */
export function createRoomRoutes(requireUser: RequireUser, { creator, upgrader }: Rooms): Router {
  const router = new Hono<RouterEnv>();

  router.post('/_matrix/client/v3/createRoom', requireUser(), async (c) => {
    const { roomId } = await creator.create(c.var.requester, await readJson(c, anyObject));
    return c.json({ room_id: roomId });
  });

  router.post('/_matrix/client/v3/rooms/:roomId/upgrade', requireUser(), async (c) => {
    const { new_version: version, additional_creators: creators } = await readJson(c, upgradeBody);
    if (!isRoomVersionId(version)) {
      const message = 'Your homeserver does not support this room version';
      throw new SynapseError(400, message, Codes.UNSUPPORTED_ROOM_VERSION);
    }
    if (creators !== undefined) assertAdditionalCreators(creators);
    const roomId = c.req.param('roomId') as RoomId;
    const replacement = await unlessShadowBanned(
      () => upgrader.upgrade(c.var.requester, roomId, ROOM_VERSIONS[version], creators),
      () => `!${randomLetters(18)}` as const,
    );
    return c.json({ replacement_room: replacement });
  });

  return router;
}
