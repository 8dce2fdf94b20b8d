import { Codes, SynapseError, type JsonObject, type UserId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, openObject, optional, readJson } from '../http/read-json.ts';
import { requestInfo } from '../http/request-info.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Device, Devices } from '../users/devices.ts';
import type { Reauthentication } from '../users/reauthentication.ts';

const renameBody = z.object({ display_name: optional(z.string()) });
const deleteOneBody = openObject({ auth: optional(anyObject) });
const deleteBody = openObject({ auth: optional(anyObject), devices: z.array(z.string()).optional() });

/** The user's devices. https://spec.matrix.org/v1.16/client-server-api/#device-management */
export function deviceRoutes(requireUser: RequireUser, devices: Devices, reauthentication: Reauthentication): Router {
  const router = new Hono<RouterEnv>();

  router.get('/_matrix/client/v3/devices', requireUser(), (c) => {
    const { user } = c.var.requester;
    return c.json({ devices: devices.list(user).map((device) => toJson(user, device)) });
  });

  router.get('/_matrix/client/v3/devices/:deviceId', requireUser(), (c) => {
    const { user } = c.var.requester;
    const device = devices.get(user, c.req.param('deviceId'));
    if (device === undefined) throw new SynapseError(404, 'Not found', Codes.NOT_FOUND);
    return c.json(toJson(user, device));
  });

  router.put('/_matrix/client/v3/devices/:deviceId', requireUser(), async (c) => {
    const { user } = c.var.requester;
    const { display_name: name } = await readJson(c, renameBody);
    await devices.rename(user, c.req.param('deviceId'), name ?? null);
    return c.json({});
  });

  router.delete('/_matrix/client/v3/devices/:deviceId', requireUser(), async (c) => {
    const { requester } = c.var;
    const deviceId = c.req.param('deviceId');
    const body: JsonObject = await readJson(c, deleteOneBody, { allowEmpty: true });
    const operation = `delete device ${deviceId}`;
    await reauthentication.require({ requester, operation, body, request: requestInfo(c) });
    await devices.delete(requester.user, [deviceId]);
    return c.json({});
  });

  router.post('/_matrix/client/v3/delete_devices', requireUser(), async (c) => {
    const { requester } = c.var;
    const body = await readJson(c, deleteBody);
    const resumes = body.auth?.['session'] !== undefined;
    if (body.devices === undefined && !resumes) {
      throw new SynapseError(400, "Missing params: ['devices']", Codes.MISSING_PARAM);
    }
    const operation = 'delete devices';
    const request = requestInfo(c);
    const params = await reauthentication.require({ requester, operation, body, request });
    await devices.delete(requester.user, (params['devices'] ?? []) as readonly string[]);
    return c.json({});
  });

  return router;
}

function toJson(userId: UserId, { deviceId, displayName, lastSeenTs, lastSeenIp }: Device): JsonObject {
  return {
    user_id: userId,
    device_id: deviceId,
    display_name: displayName,
    last_seen_ts: lastSeenTs,
    last_seen_ip: lastSeenIp,
  };
}
