import { createHmac, timingSafeEqual } from 'node:crypto';
import { Codes, SynapseError } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { HomeserverContext } from '../context.ts';
import { readJson } from '../http/read-json.ts';
import { requestInfo } from '../http/request-info.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Accounts } from '../users/accounts.ts';
import type { Devices } from '../users/devices.ts';
import { Nonces } from './nonces.ts';
import { USER_TYPES } from './request-values.ts';

const text = z
  .string()
  .min(1)
  .max(512)
  .refine((value) => !value.includes('\0'), 'must not contain a NUL character');

const registerBody = z.object({
  nonce: z.string(),
  username: text,
  password: text,
  mac: z.string(),
  admin: z.boolean().default(false),
  user_type: z.enum(USER_TYPES).nullish(),
  displayname: z.string().max(256).optional(),
});

/**
 * Registration by who knows the shared secret.
 * https://element-hq.github.io/synapse/latest/admin_api/register_api.html
 */
export function adminRegisterRoutes(
  { clock, serverName, settings }: HomeserverContext,
  accounts: Accounts,
  devices: Devices,
): Router {
  const router = new Hono<RouterEnv>();
  const nonces = new Nonces(clock);
  const secret = (): string => {
    if (settings.registrationSharedSecret !== undefined) return settings.registrationSharedSecret;
    throw new SynapseError(400, 'Shared secret registration is not enabled');
  };

  router.get('/_synapse/admin/v1/register', (c) => {
    secret();
    return c.json({ nonce: nonces.make() });
  });

  router.post('/_synapse/admin/v1/register', async (c) => {
    const key = secret();
    const body = await readJson(c, registerBody);
    if (!nonces.use(body.nonce)) throw new SynapseError(400, 'unrecognised nonce');
    const parts = [body.nonce, body.username, body.password, body.admin ? 'admin' : 'notadmin', body.user_type];
    const expected = createHmac('sha1', key)
      .update(parts.filter((part) => part != null).join('\0'))
      .digest();
    const mac = Buffer.from(body.mac, 'hex');
    if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) {
      throw new SynapseError(403, 'HMAC incorrect', Codes.UNKNOWN);
    }
    const userId = await accounts.register({
      localpart: body.username.toLowerCase(),
      password: body.password,
      admin: body.admin,
      userType: body.user_type ?? null,
      displayname: body.displayname,
      requests: [requestInfo(c)],
    });
    const { deviceId, accessToken } = await devices.register(userId);
    return c.json({ user_id: userId, home_server: serverName, access_token: accessToken, device_id: deviceId });
  });

  return router;
}
