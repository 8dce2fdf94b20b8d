import type { MiddlewareHandler } from 'hono';
import type { Authenticator } from './authenticator.ts';
import type { RouterEnv } from '../http/router.ts';

/** What {@linkcode RequireUser} asks of a requester. */
export interface RequireUserOptions {
  /** Let users in whose account has expired: they may still log out. */
  readonly allowExpired?: boolean;
}

/**
 * Makes the middleware that stands before a handler for users: `router.get(path, requireUser(), (c) => …)`. The handler
 * finds who makes the request in `c.var.requester`.
 */
export type RequireUser = (options?: RequireUserOptions) => MiddlewareHandler<RouterEnv>;

/** The {@linkcode RequireUser} of a homeserver. */
export function authenticate(authenticator: Authenticator): RequireUser {
  return (options = {}) =>
    async (c, next) => {
      const { requester, accessToken } = await authenticator.authenticate(c.req.raw, c.var.ip, options);
      c.set('requester', requester);
      c.set('accessToken', accessToken);
      await next();
    };
}

/** The {@linkcode RequireUser} for the admin API: refuses who is not a server administrator. */
export function authenticateAdmin(authenticator: Authenticator): RequireUser {
  return (options = {}) =>
    async (c, next) => {
      const { requester, accessToken } = await authenticator.authenticate(c.req.raw, c.var.ip, options);
      authenticator.assertAdmin(requester);
      c.set('requester', requester);
      c.set('accessToken', accessToken);
      await next();
    };
}
