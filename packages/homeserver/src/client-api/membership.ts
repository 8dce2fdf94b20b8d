import { Codes, SynapseError, type JsonObject, type RoomId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import { assertUserIdForm } from '../events/identifiers.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, checkBody, readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import { isRoomAlias } from '../rooms/room-alias.ts';
import { unlessShadowBanned } from './unless-shadow-banned.ts';

const targetBody = z.looseObject({ user_id: z.string(), reason: z.json().optional() });
const threepidBody = z.looseObject({ medium: z.string(), address: z.string() });

/** Joining and leaving rooms. https://spec.matrix.org/v1.16/client-server-api/#room-membership */
export function membershipRoutes(requireUser: RequireUser, rooms: Rooms): Router {
  const { membership, directory, threepidInvites, store } = rooms;
  const router = new Hono<RouterEnv>();

  const resolve = (roomIdOrAlias: string): RoomId => {
    if (roomIdOrAlias.startsWith('!')) return roomIdOrAlias as RoomId;
    if (isRoomAlias(roomIdOrAlias)) return directory.resolve(roomIdOrAlias).roomId;
    throw new SynapseError(400, `${roomIdOrAlias} was not legal room ID or room alias`);
  };

  router.get('/_matrix/client/v3/joined_rooms', requireUser(), (c) =>
    c.json({ joined_rooms: store.roomsOf(c.var.requester.user, 'join').map(({ roomId }) => roomId) }),
  );

  router.post('/_matrix/client/v3/join/:roomIdOrAlias', requireUser(), async (c) => {
    const { third_party_signed: _signed, ...content } = await readJson(c, anyObject, { allowEmpty: true });
    const roomId = resolve(c.req.param('roomIdOrAlias'));
    await membership.update(c.var.requester, c.var.requester.user, roomId, 'join', content);
    return c.json({ room_id: roomId });
  });

  router.post('/_matrix/client/v3/knock/:roomIdOrAlias', requireUser(), async (c) => {
    const body = await readJson(c, anyObject, { allowEmpty: true });
    const roomId = resolve(c.req.param('roomIdOrAlias'));
    await membership.update(c.var.requester, c.var.requester.user, roomId, 'knock', reasonOf(body));
    return c.json({ room_id: roomId });
  });

  for (const action of ['join', 'leave'] as const) {
    router.post(`/_matrix/client/v3/rooms/:roomId/${action}`, requireUser(), async (c) => {
      const body = await readJson(c, anyObject, { allowEmpty: true });
      const roomId = c.req.param('roomId') as RoomId;
      await membership.update(c.var.requester, c.var.requester.user, roomId, action, reasonOf(body));
      return c.json(action === 'join' ? { room_id: roomId } : {});
    });
  }

  for (const action of ['invite', 'kick', 'ban', 'unban'] as const) {
    router.post(`/_matrix/client/v3/rooms/:roomId/${action}`, requireUser(), async (c) => {
      const body = await readJson(c, anyObject, { allowEmpty: true });
      const roomId = c.req.param('roomId') as RoomId;
      if (action === 'invite' && body['medium'] !== undefined && body['address'] !== undefined) {
        assertIdentityServer(body);
        return threepidInvites.invite(c.var.requester, roomId, checkBody(body, threepidBody));
      }
      const { user_id: target } = checkBody(body, targetBody);
      assertUserIdForm(target);
      await unlessShadowBanned<unknown>(
        () => membership.update(c.var.requester, target, roomId, action, reasonOf(body)),
        () => undefined,
      );
      return c.json({});
    });
  }

  router.post('/_matrix/client/v3/rooms/:roomId/forget', requireUser(), async (c) => {
    await membership.forget(c.var.requester.user, c.req.param('roomId') as RoomId);
    return c.json({});
  });

  return router;
}

function reasonOf({ reason }: JsonObject): JsonObject {
  return reason === undefined ? {} : { reason };
}

function assertIdentityServer(body: JsonObject): void {
  if (body['id_server'] !== undefined && body['id_access_token'] !== undefined) return;
  const message = '`id_server` and `id_access_token` are required when doing 3pid invite';
  throw new SynapseError(400, message, Codes.MISSING_PARAM);
}
