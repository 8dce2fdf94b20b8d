import { Codes, SynapseError, type JsonObject } from '@bouton/sdk';
import { Hono } from 'hono';
import type { Presence, PresenceName } from '../ephemeral/presence.ts';
import { assertUserIdForm } from '../events/identifiers.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';

const PRESENCE_NAMES: readonly PresenceName[] = ['online', 'unavailable', 'offline'];

/** Presence. https://spec.matrix.org/v1.16/client-server-api/#presence */
export function presenceRoutes(requireUser: RequireUser, presence: Presence, enabled: boolean): Router {
  const router = new Hono<RouterEnv>();

  router.get('/_matrix/client/v3/presence/:userId/status', requireUser(), (c) => {
    const userId = c.req.param('userId');
    assertUserIdForm(userId);
    if (!enabled) return c.json({ presence: 'offline' });
    if (!presence.mayBeSeenBy(c.var.requester.user, userId)) {
      throw new SynapseError(403, 'You are not allowed to see their presence.', Codes.FORBIDDEN);
    }
    return c.json(presence.toContent(presence.get(userId)));
  });

  router.put('/_matrix/client/v3/presence/:userId/status', requireUser(), async (c) => {
    const { user } = c.var.requester;
    const userId = c.req.param('userId');
    assertUserIdForm(userId);
    if (userId !== user) throw new SynapseError(403, 'Can only set your own presence state', Codes.FORBIDDEN);
    const { name, statusMsg } = statusOf(await readJson(c, anyObject));
    if (!enabled) return c.json({});
    const known = PRESENCE_NAMES.find((one) => one === name);
    if (known === undefined) throw new SynapseError(400, 'Invalid presence state');
    await presence.set(user, known, statusMsg);
    return c.json({});
  });

  return router;
}

/** What a user says of themselves. Like Synapse, it takes nothing else. */
function statusOf(body: JsonObject): { readonly name: unknown; readonly statusMsg: string | null } {
  const { presence: name, status_msg: statusMsg = null, ...others } = body;
  if (name === undefined) throw new SynapseError(400, 'Unable to parse state');
  if ('status_msg' in body && typeof statusMsg !== 'string') {
    throw new SynapseError(400, 'status_msg must be a string.');
  }
  if (Object.keys(others).length > 0) throw new SynapseError(400, 'Unable to parse state');
  return { name, statusMsg: typeof statusMsg === 'string' ? statusMsg : null };
}
