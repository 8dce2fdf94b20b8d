import type { JsonObject } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, MAX_REMEMBERED_SIZE, openObject, optional, readJson } from '../http/read-json.ts';
import { requestInfo } from '../http/request-info.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import { hasAccessToken } from '../users/authenticator.ts';
import type { Deactivation } from '../users-in-rooms/deactivation.ts';
import type { PasswordChanger } from '../users/password-changer.ts';
import type { Reauthentication } from '../users/reauthentication.ts';
import type { Threepids } from '../users/threepids.ts';
import { unbindResult } from './threepid-fields.ts';

const passwordBody = openObject({
  auth: optional(anyObject),
  new_password: optional(z.string().min(1).max(512)),
  logout_devices: z.boolean().optional(),
});
const deactivateBody = openObject({ auth: optional(anyObject), erase: z.boolean().optional() });

/** What {@linkcode accountRoutes} needs. */
export interface AccountServices {
  readonly deactivation: Deactivation;
  readonly passwordChanger: PasswordChanger;
  readonly reauthentication: Reauthentication;
  readonly threepids: Threepids;
}

/** The user's own account. https://spec.matrix.org/v1.16/client-server-api/#account-management */
export function accountRoutes(requireUser: RequireUser, services: AccountServices): Router {
  const { deactivation, passwordChanger, reauthentication, threepids } = services;
  const router = new Hono<RouterEnv>();

  router.get('/_matrix/client/v3/account/whoami', requireUser(), (c) => {
    const { user, isGuest, deviceId } = c.var.requester;
    return c.json({ user_id: user, is_guest: isGuest, ...(deviceId === null ? {} : { device_id: deviceId }) });
  });

  // Who has no token has forgotten the password: they show that an email address is theirs.
  router.post('/_matrix/client/v3/account/password', async (c, next) => {
    if (hasAccessToken(c.req.raw)) return next();
    await passwordChanger.reset(await readJson(c, passwordBody, { limit: MAX_REMEMBERED_SIZE }), requestInfo(c));
    return c.json({});
  });

  router.post('/_matrix/client/v3/account/password', requireUser(), async (c) => {
    await passwordChanger.change(c.var.requester, await readJson(c, passwordBody), requestInfo(c));
    return c.json({});
  });

  router.post('/_matrix/client/v3/account/deactivate', requireUser(), async (c) => {
    const { requester } = c.var;
    const body: JsonObject = await readJson(c, deactivateBody, { allowEmpty: true });
    const request = requestInfo(c);
    const params = await reauthentication.require({ requester, operation: 'deactivate', body, request });
    const result = unbindResult(threepids.identityServers(requester.user));
    await deactivation.deactivate(requester.user, { erase: params['erase'] === true, byAdmin: false });
    return c.json({ id_server_unbind_result: result });
  });

  return router;
}
