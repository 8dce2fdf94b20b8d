import { Codes, SynapseError, type JsonObject } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { RequireUser } from '../http/authenticate.ts';
import { anyObject, openObject, readJson } from '../http/read-json.ts';
import { requestInfo } from '../http/request-info.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Accounts } from '../users/accounts.ts';
import type { Deactivation } from '../users/deactivation.ts';
import type { Devices } from '../users/devices.ts';
import type { Reauthentication } from '../users/reauthentication.ts';
import type { Threepids } from '../users/threepids.ts';

const passwordBody = openObject({
  auth: anyObject.optional(),
  new_password: z.string().min(1).max(512).optional(),
  logout_devices: z.boolean().optional(),
});
const deactivateBody = openObject({ auth: anyObject.optional(), erase: z.boolean().optional() });

/** What {@linkcode accountRoutes} needs. */
export interface AccountServices {
  readonly accounts: Accounts;
  readonly deactivation: Deactivation;
  readonly devices: Devices;
  readonly reauthentication: Reauthentication;
  readonly threepids: Threepids;
}

/** The user's own account. https://spec.matrix.org/v1.16/client-server-api/#account-management */
export function accountRoutes(requireUser: RequireUser, services: AccountServices): Router {
  const { accounts, deactivation, devices, reauthentication, threepids } = services;
  const router = new Hono<RouterEnv>();

  router.get('/_matrix/client/v3/account/whoami', requireUser(), (c) => {
    const { user, isGuest, deviceId } = c.var.requester;
    return c.json({ user_id: user, is_guest: isGuest, ...(deviceId === null ? {} : { device_id: deviceId }) });
  });

  router.post('/_matrix/client/v3/account/password', requireUser(), async (c) => {
    const { requester } = c.var;
    const body: JsonObject = await readJson(c, passwordBody);
    const request = requestInfo(c);
    const params = await reauthentication.require({ requester, operation: 'change password', body, request });
    const { new_password: password, logout_devices: logoutDevices = true } = params;
    if (typeof password !== 'string') throw new SynapseError(400, 'Missing params: new_password', Codes.MISSING_PARAM);
    await accounts.setPassword(requester.user, password);
    if (logoutDevices === true) await devices.deleteAll(requester.user, requester.deviceId);
    return c.json({});
  });

  router.post('/_matrix/client/v3/account/deactivate', requireUser(), async (c) => {
    const { requester } = c.var;
    const body: JsonObject = await readJson(c, deactivateBody, { allowEmpty: true });
    const request = requestInfo(c);
    const params = await reauthentication.require({ requester, operation: 'deactivate', body, request });
    await deactivation.deactivate(requester.user, { erase: params['erase'] === true, byAdmin: false });
    return c.json({ id_server_unbind_result: 'success' });
  });

  router.get('/_matrix/client/v3/account/3pid', requireUser(), (c) =>
    c.json({
      threepids: threepids.list(c.var.requester.user).map(({ medium, address, validatedAt, addedAt }) => ({
        medium,
        address,
        validated_at: validatedAt,
        added_at: addedAt,
      })),
    }),
  );

  return router;
}
