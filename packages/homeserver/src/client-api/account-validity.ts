import { Codes, SynapseError } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { HomeserverContext } from '../context.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { htmlResponse } from '../http/html-response.ts';
import { limitBody } from '../http/limit-body.ts';
import { readQuery } from '../http/read-query.ts';
import { noteAddress } from '../http/request-address.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { TemplateReader } from '../mail/template-reader.ts';

const renewQuery = z.object({ token: z.string() });

/**
 * The endpoints that a module can answer with the `on_legacy_…` callbacks.
 * https://element-hq.github.io/synapse/latest/modules/account_validity_callbacks.html
 */
export function accountValidityRoutes(
  requireUser: RequireUser,
  requireAdmin: RequireUser,
  { callbacks }: HomeserverContext,
  templates: TemplateReader,
): Router {
  const router = new Hono<RouterEnv>();
  const renewed = templates.readOne('account_renewed.html');
  const previouslyRenewed = templates.readOne('account_previously_renewed.html');
  const invalidToken = templates.readOne('invalid_token.html');

  router.post('/_matrix/client/unstable/account_validity/send_mail', requireUser({ allowExpired: true }), async (c) => {
    if (!callbacks.has('account_validity', 'on_legacy_send_mail')) {
      throw new SynapseError(403, 'Account renewal via email is disabled on this server.', Codes.FORBIDDEN);
    }
    await callbacks.accountValidity.onLegacySendMail(c.var.requester.user);
    return c.json({});
  });

  router.get('/_matrix/client/unstable/account_validity/renew', async (c) => {
    const { token } = readQuery(c, renewQuery);
    const [valid, stale, expiration] = callbacks.has('account_validity', 'on_legacy_renew')
      ? await callbacks.accountValidity.onLegacyRenew(token)
      : [false, false, 0];
    const variables = { expiration_ts: expiration };
    if (valid) return htmlResponse(renewed(variables));
    if (stale) return htmlResponse(previouslyRenewed(variables));
    return htmlResponse(invalidToken(variables), 404);
  });

  router.post('/_synapse/admin/v1/account_validity/validity', requireAdmin(), async (c) => {
    if (!callbacks.has('account_validity', 'on_legacy_admin_request')) {
      throw new SynapseError(404, 'Unrecognized request', Codes.UNRECOGNIZED);
    }
    const request = noteAddress(limitBody(c.req.raw), c.var.ip);
    return c.json({ expiration_ts: await callbacks.accountValidity.onLegacyAdminRequest(request) });
  });

  return router;
}
