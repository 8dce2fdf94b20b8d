import { Codes, SynapseError, type RoomAlias, type RoomId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { RequireUser } from '../users/authenticate.ts';
import { readJson } from '../http/read-json.ts';
import { readQuery } from '../http/read-query.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import { isRoomAlias } from '../rooms/room-alias.ts';
import type { Accounts } from '../users/accounts.ts';

const aliasBody = z.object({ room_id: z.string() });
const visibilityBody = z.object({ visibility: z.enum(['public', 'private']).default('public') });
const serverQuery = z.object({ server: z.string().optional() });
const listQuery = serverQuery.extend({
  limit: z.coerce.number().int().min(0).optional(),
  since: z.string().optional(),
});
const searchBody = z.object({
  limit: z.int().min(0).optional(),
  since: z.string().optional(),
  filter: z
    .object({ generic_search_term: z.string().nullish(), room_types: z.array(z.string().nullable()).nullish() })
    .nullish(),
});

/** What {@linkcode directoryRoutes} needs. */
export interface DirectoryServices {
  readonly serverName: string;
  readonly rooms: Rooms;
  readonly accounts: Accounts;
}

/** Room aliases and the public room list. https://spec.matrix.org/v1.16/client-server-api/#room-aliases */
export function directoryRoutes(requireUser: RequireUser, { serverName, rooms, accounts }: DirectoryServices): Router {
  const { directory, publicRooms, aliases, store, access } = rooms;
  const router = new Hono<RouterEnv>();
  const aliasPath = '/_matrix/client/v3/directory/room/:roomAlias';
  const listPath = '/_matrix/client/v3/directory/list/room/:roomId';

  const assertOwnServer = (server: string | undefined): void => {
    if (server !== undefined && server !== serverName) throw new SynapseError(502, 'Failed to fetch room list');
  };

  router.get(aliasPath, (c) => {
    const { roomId, servers } = directory.resolve(parseAlias(c.req.param('roomAlias')));
    return c.json({ room_id: roomId, servers });
  });

  router.put(aliasPath, requireUser(), async (c) => {
    const alias = parseAlias(c.req.param('roomAlias'));
    const { room_id: roomId } = await readJson(c, aliasBody);
    if (store.room(roomId as RoomId) === undefined) throw new SynapseError(400, 'Room does not exist');
    await directory.createAssociation(c.var.requester, alias, roomId as RoomId);
    return c.json({});
  });

  router.delete(aliasPath, requireUser(), async (c) => {
    await directory.deleteAssociation(c.var.requester, parseAlias(c.req.param('roomAlias')));
    return c.json({});
  });

  router.get('/_matrix/client/v3/rooms/:roomId/aliases', requireUser(), (c) => {
    const { user } = c.var.requester;
    const roomId = c.req.param('roomId') as RoomId;
    if (!accounts.isAdmin(user)) access.view(user, roomId);
    return c.json({ aliases: aliases.ofRoom(roomId) });
  });

  router.get(listPath, (c) => {
    const room = store.room(c.req.param('roomId') as RoomId);
    if (room === undefined) throw new SynapseError(404, 'Unknown room', Codes.NOT_FOUND);
    return c.json({ visibility: room.isPublic ? 'public' : 'private' });
  });

  router.put(listPath, requireUser(), async (c) => {
    const { visibility } = await readJson(c, visibilityBody);
    await directory.setVisibility(c.var.requester, c.req.param('roomId') as RoomId, visibility);
    return c.json({});
  });

  router.get('/_matrix/client/v3/publicRooms', requireUser(), (c) => {
    const { limit, since, server } = readQuery(c, listQuery);
    assertOwnServer(server);
    return c.json(publicRooms.list({ limit: limit === 0 ? undefined : limit, since }));
  });

  router.post('/_matrix/client/v3/publicRooms', requireUser(), async (c) => {
    assertOwnServer(readQuery(c, serverQuery).server);
    const { limit, since, filter } = await readJson(c, searchBody);
    return c.json(
      publicRooms.list({
        limit: limit === 0 ? undefined : limit,
        since,
        searchTerm: filter?.generic_search_term ?? undefined,
        roomTypes: filter?.room_types ?? undefined,
      }),
    );
  });

  return router;
}

function parseAlias(alias: string): RoomAlias {
  if (isRoomAlias(alias)) return alias;
  throw new SynapseError(400, 'Room alias invalid', Codes.INVALID_PARAM);
}
