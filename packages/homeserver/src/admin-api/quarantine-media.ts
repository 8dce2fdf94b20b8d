import { Hono } from 'hono';
import type { HomeserverContext } from '../context.ts';
import type { RequireUser } from '../users/authenticate.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { MediaRepository } from '../media/media-repository.ts';

/** Files that nobody can download. https://element-hq.github.io/synapse/latest/admin_api/media_admin_api.html#quarantine-media */
export function quarantineMediaRoutes(
  requireAdmin: RequireUser,
  { serverName }: HomeserverContext,
  media: MediaRepository,
): Router {
  const router = new Hono<RouterEnv>();

  router.post('/_synapse/admin/v1/media/quarantine/:serverName/:mediaId', requireAdmin(), async (c) => {
    const { serverName: server, mediaId } = c.req.param();
    if (server === serverName) await media.quarantine(mediaId, c.var.requester.user);
    return c.json({});
  });

  router.post('/_synapse/admin/v1/media/unquarantine/:serverName/:mediaId', requireAdmin(), async (c) => {
    const { serverName: server, mediaId } = c.req.param();
    if (server === serverName) await media.quarantine(mediaId, null);
    return c.json({});
  });

  return router;
}
