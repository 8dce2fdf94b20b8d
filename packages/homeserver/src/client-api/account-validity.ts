import { Codes, SynapseError } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { HomeserverContext } from '../context.ts';
import type { RequireUser } from '../http/authenticate.ts';
import { readQuery } from '../http/read-query.ts';
import type { Router, RouterEnv } from '../http/router.ts';

const renewQuery = z.object({ token: z.string() });

/**
 * The endpoints that a module can answer with the `on_legacy_…` callbacks.
 * https://element-hq.github.io/synapse/latest/modules/account_validity_callbacks.html
 */
export function accountValidityRoutes(
  requireUser: RequireUser,
  requireAdmin: RequireUser,
  { callbacks }: HomeserverContext,
): Router {
  const router = new Hono<RouterEnv>();
  const assertAnswered = (callback: string) => {
    if (!callbacks.has('account_validity', callback)) {
      throw new SynapseError(404, 'Unrecognized request', Codes.UNRECOGNIZED);
    }
  };

  router.post('/_matrix/client/unstable/account_validity/send_mail', requireUser({ allowExpired: true }), async (c) => {
    assertAnswered('on_legacy_send_mail');
    await callbacks.accountValidity.onLegacySendMail(c.var.requester.user);
    return c.json({});
  });

  router.get('/_matrix/client/unstable/account_validity/renew', async (c) => {
    assertAnswered('on_legacy_renew');
    const [valid, stale] = await callbacks.accountValidity.onLegacyRenew(readQuery(c, renewQuery).token);
    if (valid) return c.html(page('Your account has been successfully renewed.'));
    if (stale) return c.html(page('Your account is already valid.'));
    return c.html(page('Invalid renewal token.'), 404);
  });

  router.post('/_synapse/admin/v1/account_validity/validity', requireAdmin(), async (c) => {
    assertAnswered('on_legacy_admin_request');
    return c.json({ expiration_ts: await callbacks.accountValidity.onLegacyAdminRequest(c.req.raw) });
  });

  return router;
}

function page(text: string): string {
  return `<!doctype html><html lang="en"><title>Account validity</title><p>${text}</p></html>`;
}
