import { Codes, SynapseError, type UserId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { RequireUser } from '../users/authenticate.ts';
import { readJson } from '../http/read-json.ts';
import { readQuery } from '../http/read-query.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import { syncFilterSchema, type SyncFilter } from '../events/event-filter.ts';
import type { FilterStore } from '../sync/filter-store.ts';
import type { SyncHandler } from '../sync/sync-handler.ts';
import { parseSyncToken } from '../sync/sync-token.ts';

const syncQuery = z.object({
  since: z.string().optional(),
  filter: z.string().optional(),
  timeout: z.coerce.number().int().nonnegative().default(0),
  full_state: z.enum(['true', 'false']).default('false'),
  set_presence: z.enum(['online', 'unavailable', 'offline']).default('online'),
});

/** The longest that a sync waits, in milliseconds. */
const MAX_TIMEOUT = 120_000;

/** What {@linkcode syncRoutes} needs. */
export interface SyncServices {
  readonly handler: SyncHandler;
  readonly filters: FilterStore;
  readonly stopping: AbortSignal;
}

/** Sync and the filters that it uses. https://spec.matrix.org/v1.16/client-server-api/#syncing */
export function syncRoutes(requireUser: RequireUser, { handler, filters, stopping }: SyncServices): Router {
  const router = new Hono<RouterEnv>();

  router.get('/_matrix/client/v3/sync', requireUser(), async (c) => {
    const query = readQuery(c, syncQuery);
    const { requester } = c.var;
    return c.json(
      await handler.sync({
        requester,
        since: query.since === undefined || query.since === '' ? 0 : parseSyncToken(query.since, 'since'),
        filter: resolveFilter(filters, requester.user, query.filter),
        timeout: Math.min(query.timeout, MAX_TIMEOUT),
        fullState: query.full_state === 'true',
        setPresence: query.set_presence,
        signal: AbortSignal.any([c.req.raw.signal, stopping]),
      }),
    );
  });

  router.post('/_matrix/client/v3/user/:userId/filter', requireUser(), async (c) => {
    const owner = ownFilters(c.req.param('userId'), c.var.requester.user, 'create');
    return c.json({ filter_id: await filters.add(owner, await readJson(c, syncFilterSchema)) });
  });

  router.get('/_matrix/client/v3/user/:userId/filter/:filterId', requireUser(), (c) => {
    const owner = ownFilters(c.req.param('userId'), c.var.requester.user, 'get');
    return c.json(filters.get(owner, c.req.param('filterId')));
  });

  return router;
}

function ownFilters(userId: string, requester: UserId, act: 'create' | 'get'): UserId {
  if (userId !== requester) throw new SynapseError(403, `Cannot ${act} filters for other users`, Codes.FORBIDDEN);
  return requester;
}

/** A filter's ID, or the filter itself as JSON. */
function resolveFilter(filters: FilterStore, userId: UserId, filter: string | undefined): SyncFilter {
  if (filter === undefined || filter === '') return {};
  if (!filter.startsWith('{')) return filters.get(userId, filter);
  const parsed = syncFilterSchema.safeParse(parseJson(filter));
  if (!parsed.success) throw new SynapseError(400, 'Invalid filter JSON', Codes.INVALID_PARAM);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SynapseError(400, 'Invalid filter JSON', Codes.NOT_JSON);
  }
}
