import { Codes, SynapseError, type UserId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { HomeserverContext } from '../context.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, openObject, optional, readJson } from '../http/read-json.ts';
import { requestInfo } from '../http/request-info.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Reauthentication } from '../users/reauthentication.ts';
import type { ThreepidCredentials, ThreepidValidation } from '../users/threepid-validation.ts';
import type { Threepids } from '../users/threepids.ts';
import { clientSecret, threepidToJson } from './threepid-fields.ts';

const addBody = openObject({ auth: optional(anyObject), sid: z.string(), client_secret: clientSecret });
const credentials = z.object({ sid: z.string(), client_secret: clientSecret });
const oldAddBody = z.object({ three_pid_creds: optional(credentials), threePidCreds: optional(credentials) });
const bindBody = z.object({
  sid: z.string(),
  client_secret: clientSecret,
  id_server: z.string(),
  id_access_token: z.string(),
});
const threepidBody = z.object({
  medium: z.enum(['email', 'msisdn']),
  address: z.string(),
  id_server: optional(z.string()),
});

/** What {@linkcode threepidRoutes} needs. */
export interface ThreepidServices {
  readonly reauthentication: Reauthentication;
  readonly threepids: Threepids;
  readonly validation: ThreepidValidation;
}

/**
 * The user's email addresses and telephone numbers.
 * https://spec.matrix.org/v1.16/client-server-api/#adding-account-administrative-contact-information
 */
export function threepidRoutes(
  requireUser: RequireUser,
  { clock, settings }: HomeserverContext,
  { reauthentication, threepids, validation }: ThreepidServices,
): Router {
  const router = new Hono<RouterEnv>();

  const assertChangeable = (): void => {
    if (settings.enable3pidChanges) return;
    throw new SynapseError(400, '3PID changes are disabled on this server', Codes.FORBIDDEN);
  };

  const add = async (userId: UserId, shown: ThreepidCredentials): Promise<void> => {
    const threepid = validation.validated(shown);
    if (threepid === undefined) {
      throw new SynapseError(400, 'No validated 3pid session found', Codes.THREEPID_AUTH_FAILED);
    }
    await threepids.add(userId, threepid, threepid.validatedAt, clock.now());
  };

  router.get('/_matrix/client/v3/account/3pid', requireUser(), (c) =>
    c.json({ threepids: threepids.list(c.var.requester.user).map((threepid) => threepidToJson(threepid)) }),
  );

  // Deprecated: adds without asking again for the password.
  router.post('/_matrix/client/v3/account/3pid', requireUser(), async (c) => {
    assertChangeable();
    const { threePidCreds: old, three_pid_creds: shown = old } = await readJson(c, oldAddBody);
    if (shown === undefined) throw new SynapseError(400, 'Missing param three_pid_creds', Codes.MISSING_PARAM);
    await add(c.var.requester.user, { sid: shown.sid, clientSecret: shown.client_secret });
    return c.json({});
  });

  router.post('/_matrix/client/v3/account/3pid/add', requireUser(), async (c) => {
    assertChangeable();
    const { requester } = c.var;
    const body = await readJson(c, addBody);
    const operation = 'add a third-party identifier';
    await reauthentication.require({ requester, operation, body, request: requestInfo(c) });
    await add(requester.user, { sid: body.sid, clientSecret: body.client_secret });
    return c.json({});
  });

  router.post('/_matrix/client/v3/account/3pid/bind', requireUser(), async (c) => {
    await readJson(c, bindBody);
    throw new SynapseError(400, 'This homeserver does not use identity servers', Codes.SERVER_NOT_TRUSTED);
  });

  router.post('/_matrix/client/v3/account/3pid/unbind', requireUser(), async (c) => {
    await readJson(c, threepidBody);
    return c.json({ id_server_unbind_result: 'no-support' });
  });

  router.post('/_matrix/client/v3/account/3pid/delete', requireUser(), async (c) => {
    assertChangeable();
    const threepid = await readJson(c, threepidBody);
    await threepids.remove(c.var.requester.user, threepid);
    return c.json({ id_server_unbind_result: 'no-support' });
  });

  return router;
}
