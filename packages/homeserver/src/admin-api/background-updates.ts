import { SynapseError, type JsonObject } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { BackgroundUpdater } from '../background-updates/background-updater.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';

const PATH = '/_synapse/admin/v1/background_updates';

const startBody = z.object({
  job_name: z.string(),
  old_key: z.string().nullish(),
  before_ts: z.int().nullish(),
});

/** Administration of background updates. https://element-hq.github.io/synapse/latest/usage/administration/admin_api/background_updates.html */
export function backgroundUpdateRoutes(requireAdmin: RequireUser, updater: BackgroundUpdater): Router {
  const router = new Hono<RouterEnv>();

  router.get(`${PATH}/status`, requireAdmin(), (c) => c.json(statusOf(updater)));
  router.get(`${PATH}/enabled`, requireAdmin(), (c) => c.json({ enabled: updater.isEnabled }));

  router.post(`${PATH}/enabled`, requireAdmin(), async (c) => {
    const { enabled = true } = await readJson(c, anyObject);
    if (typeof enabled !== 'boolean') throw new SynapseError(400, "'enabled' parameter must be a boolean");
    updater.enable(enabled);
    return c.json({ enabled });
  });

  router.post(`${PATH}/start_job`, requireAdmin(), async (c) => {
    const { job_name: job, old_key: oldKey = null, before_ts: beforeTs = null } = await readJson(c, startBody);
    // The others that Synapse has rebuild tables that are not kept here: what they hold is read from the rooms.
    if (job !== 'event_resign') throw new SynapseError(400, 'Invalid job_name');
    if (!(await updater.add(job, { old_key: oldKey, before_ts: beforeTs }))) {
      throw new SynapseError(400, `Job ${job} is already in queue of background updates.`);
    }
    return c.json({});
  });

  return router;
}

function statusOf({ isEnabled, current }: BackgroundUpdater): JsonObject {
  const updates = current && {
    master: {
      name: current.name,
      total_item_count: current.totalItems,
      total_duration_ms: current.totalMs,
      average_items_per_ms: current.itemsPerMs,
    },
  };
  return { enabled: isEnabled, current_updates: updates ?? {} };
}
