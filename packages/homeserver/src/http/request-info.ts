import type { RequestInfo } from '@bouton/sdk';
import type { Context } from 'hono';
import type { RouterEnv } from './router.ts';

/** Where a request came from, as modules see it. */
export function requestInfo(c: Context<RouterEnv>): RequestInfo {
  return { userAgent: c.req.header('user-agent') ?? null, ip: c.var.ip };
}
