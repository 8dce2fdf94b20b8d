import { SynapseError } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { RequireUser } from '../users/authenticate.ts';
import { openObject, optional, readJson } from '../http/read-json.ts';
import { requestInfo } from '../http/request-info.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Devices } from '../users/devices.ts';
import type { Login } from '../users/login.ts';

const loginBody = openObject({
  device_id: optional(z.string()),
  initial_device_display_name: optional(z.string()),
});

/** Login and logout. https://spec.matrix.org/v1.16/client-server-api/#login */
export function loginRoutes(requireUser: RequireUser, login: Login, devices: Devices): Router {
  const router = new Hono<RouterEnv>();

  router.get('/_matrix/client/v3/login', (c) => c.json({ flows: login.types().map((type) => ({ type })) }));

  router.post('/_matrix/client/v3/login', async (c) => {
    const body = await readJson(c, loginBody);
    if (body['type'] === undefined) throw new SynapseError(400, 'Missing JSON keys.');
    const device = { deviceId: body.device_id, displayName: body.initial_device_display_name };
    return c.json(await login.login(body, device, requestInfo(c)));
  });

  router.post('/_matrix/client/v3/logout', requireUser({ allowExpired: true }), async (c) => {
    const { user, deviceId } = c.var.requester;
    await devices.delete(user, deviceId === null ? [] : [deviceId]);
    return c.json({});
  });

  router.post('/_matrix/client/v3/logout/all', requireUser({ allowExpired: true }), async (c) => {
    await devices.deleteAll(c.var.requester.user);
    return c.json({});
  });

  return router;
}
