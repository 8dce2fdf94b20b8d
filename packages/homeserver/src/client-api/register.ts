import { Codes, SynapseError } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import { anyObject, MAX_REMEMBERED_SIZE, openObject, optional, readJson } from '../http/read-json.ts';
import { readQuery } from '../http/read-query.ts';
import { requestInfo } from '../http/request-info.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Accounts } from '../users/accounts.ts';
import { TOKEN_STAGE, type RegistrationTokens } from '../users/registration-tokens.ts';
import type { Registration } from '../users/registration.ts';

const registerBody = openObject({
  username: z.string().optional(),
  password: optional(z.string().max(512)),
  device_id: optional(z.string()),
  initial_device_display_name: optional(z.string()),
  inhibit_login: z.boolean().optional(),
  auth: optional(anyObject),
});
const validityQuery = z.object({ token: z.string() });
const availableQuery = z.object({ username: z.string() });

/** Registration. https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3register */
export function registerRoutes(accounts: Accounts, registration: Registration, tokens: RegistrationTokens): Router {
  const router = new Hono<RouterEnv>();

  router.post('/_matrix/client/v3/register', async (c) => {
    const kind = c.req.query('kind') ?? 'user';
    if (kind === 'guest') throw new SynapseError(403, 'Guest access is disabled');
    if (kind !== 'user') {
      throw new SynapseError(400, `Do not understand membership kind: ${kind}`, Codes.UNRECOGNIZED);
    }
    const body = await readJson(c, registerBody, { limit: MAX_REMEMBERED_SIZE });
    return c.json(await registration.register(body, requestInfo(c)));
  });

  router.get('/_matrix/client/v3/register/available', (c) => {
    registration.assertEnabled();
    const { username } = readQuery(c, availableQuery);
    accounts.assertAvailable(username.toLowerCase());
    return c.json({ available: true });
  });

  router.get(`/_matrix/client/v1/register/${TOKEN_STAGE}/validity`, (c) => {
    registration.assertEnabled();
    return c.json({ valid: tokens.isValid(readQuery(c, validityQuery).token) });
  });

  return router;
}
