import { Codes, SynapseError, type JsonValue } from '@bouton/sdk';
import { Hono } from 'hono';
import type { HomeserverContext } from '../context.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import { RatelimitOverrides } from '../ratelimit/ratelimit-overrides.ts';
import type { Accounts } from '../users/accounts.ts';
import { localUser } from './request-values.ts';

/** Limits of single users. https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#override-ratelimiting-for-users */
export function overrideRatelimitRoutes(
  requireAdmin: RequireUser,
  { database, serverName }: HomeserverContext,
  accounts: Accounts,
): Router {
  const router = new Hono<RouterEnv>();
  const overrides = new RatelimitOverrides(database);
  const path = '/_synapse/admin/v1/users/:userId/override_ratelimit';

  const userOf = (userId: string, message: string): string => {
    const user = localUser(userId, serverName, message);
    if (accounts.get(user) === undefined) throw new SynapseError(404, 'User not found', Codes.NOT_FOUND);
    return user;
  };

  router.get(path, requireAdmin(), (c) => {
    const override = overrides.get(userOf(c.req.param('userId'), 'Can only look up local users'));
    if (override === undefined) return c.json({});
    return c.json({ messages_per_second: override.messagesPerSecond, burst_count: override.burstCount });
  });

  router.post(path, requireAdmin(), async (c) => {
    const userId = userOf(c.req.param('userId'), 'Only local users can be ratelimited');
    const body = await readJson(c, anyObject, { allowEmpty: true });
    const messagesPerSecond = numberOf(body['messages_per_second']);
    const burstCount = numberOf(body['burst_count']);
    await overrides.set(userId, { messagesPerSecond, burstCount });
    return c.json({ messages_per_second: messagesPerSecond, burst_count: burstCount });
  });

  router.delete(path, requireAdmin(), async (c) => {
    await overrides.remove(userOf(c.req.param('userId'), 'Only local users can be ratelimited'));
    return c.json({});
  });

  return router;
}

function numberOf(value: JsonValue | undefined = 0): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new SynapseError(400, `${JSON.stringify(value)} parameter must be a positive int`, Codes.INVALID_PARAM);
}
