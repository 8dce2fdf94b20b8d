import { Codes, SynapseError, type UserId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Presence } from '../ephemeral/presence.ts';
import type { RequireUser } from '../http/authenticate.ts';
import { readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';

const statusBody = z.object({
  presence: z.enum(['online', 'unavailable', 'offline']),
  status_msg: z.string().nullish(),
});

/** Presence. https://spec.matrix.org/v1.16/client-server-api/#presence */
export function presenceRoutes(requireUser: RequireUser, presence: Presence, enabled: boolean): Router {
  const router = new Hono<RouterEnv>();

  router.get('/_matrix/client/v3/presence/:userId/status', requireUser(), (c) => {
    const userId = c.req.param('userId') as UserId;
    if (!enabled) return c.json({ presence: 'offline' });
    if (!presence.mayBeSeenBy(c.var.requester.user, userId)) {
      throw new SynapseError(403, 'You are not allowed to see their presence.', Codes.FORBIDDEN);
    }
    return c.json(presence.toContent(presence.get(userId)));
  });

  router.put('/_matrix/client/v3/presence/:userId/status', requireUser(), async (c) => {
    const { user } = c.var.requester;
    if (c.req.param('userId') !== user) {
      throw new SynapseError(403, 'Can only set your own presence state', Codes.FORBIDDEN);
    }
    const body = await readJson(c, statusBody);
    if (enabled) await presence.set(user, body.presence, body.status_msg ?? null);
    return c.json({});
  });

  return router;
}
