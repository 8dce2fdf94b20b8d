import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import type { Router, RouterEnv } from '../http/router.ts';

/** The homeserver's version. https://element-hq.github.io/synapse/latest/admin_api/version_api.html */
export function serverVersionRoutes(): Router {
  const router = new Hono<RouterEnv>();
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  router.get('/_synapse/admin/v1/server_version', (c) => c.json({ server_version: version }));
  return router;
}
