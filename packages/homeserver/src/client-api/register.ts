import { Codes, SynapseError } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { HomeserverContext } from '../context.ts';
import { anyObject, openObject, readJson } from '../http/read-json.ts';
import { readQuery } from '../http/read-query.ts';
import { requestInfo } from '../http/request-info.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Accounts } from '../users/accounts.ts';
import type { Registration } from '../users/registration.ts';
import { canonicalAddress } from '../users/threepids.ts';

const registerBody = openObject({
  username: z.string().optional(),
  password: z.string().max(512).optional(),
  device_id: z.string().optional(),
  initial_device_display_name: z.string().optional(),
  inhibit_login: z.boolean().optional(),
  auth: anyObject.optional(),
});
const availableQuery = z.object({ username: z.string() });
const emailBody = z.object({ email: z.string(), client_secret: z.string(), send_attempt: z.int() });
const phoneBody = z.object({
  phone_number: z.string(),
  country: z.string(),
  client_secret: z.string(),
  send_attempt: z.int(),
});

/** Registration. https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3register */
export function registerRoutes(
  { callbacks }: HomeserverContext,
  accounts: Accounts,
  registration: Registration,
): Router {
  const router = new Hono<RouterEnv>();

  router.post('/_matrix/client/v3/register', async (c) => {
    const kind = c.req.query('kind') ?? 'user';
    if (kind === 'guest') throw new SynapseError(403, 'Guest access is disabled');
    if (kind !== 'user') {
      throw new SynapseError(400, `Do not understand membership kind: ${kind}`, Codes.UNRECOGNIZED);
    }
    return c.json(await registration.register(await readJson(c, registerBody), requestInfo(c)));
  });

  router.get('/_matrix/client/v3/register/available', (c) => {
    registration.assertEnabled();
    const { username } = readQuery(c, availableQuery);
    accounts.assertAvailable(username.toLowerCase());
    return c.json({ available: true });
  });

  // No mail and no text message is ever sent. The modules are asked all the same: who may not register hears why.
  router.post('/_matrix/client/v3/register/email/requestToken', async (c) => {
    registration.assertEnabled();
    const { email } = await readJson(c, emailBody);
    const denial = await callbacks.passwordAuthProvider.is3pidAllowed('email', canonicalAddress('email', email), true);
    if (denial !== undefined) {
      throw denied(denial, 'Your email domain is not authorized to register on this server');
    }
    throw new SynapseError(400, 'Email-based registration has been disabled on this server');
  });

  router.post('/_matrix/client/v3/register/msisdn/requestToken', async (c) => {
    registration.assertEnabled();
    const { phone_number } = await readJson(c, phoneBody);
    const denial = await callbacks.passwordAuthProvider.is3pidAllowed('msisdn', msisdnOf(phone_number), true);
    if (denial !== undefined) throw denied(denial, 'Phone numbers are not authorized to register on this server');
    throw new SynapseError(400, 'Registration by phone number is not supported on this homeserver');
  });

  router.post('/_matrix/client/v3/account/3pid/email/requestToken', async (c) => {
    const { email } = await readJson(c, emailBody);
    const denial = await callbacks.passwordAuthProvider.is3pidAllowed('email', canonicalAddress('email', email), false);
    if (denial !== undefined) throw denied(denial, 'Your email domain is not authorized on this server');
    throw new SynapseError(400, 'Adding an email to your account is disabled on this server');
  });

  router.post('/_matrix/client/v3/account/3pid/msisdn/requestToken', async (c) => {
    const { phone_number } = await readJson(c, phoneBody);
    const denial = await callbacks.passwordAuthProvider.is3pidAllowed('msisdn', msisdnOf(phone_number), false);
    if (denial !== undefined) {
      throw denied(denial, 'Account phone numbers are not authorized on this server');
    }
    throw new SynapseError(400, 'Adding phone numbers to user account is not supported by this homeserver');
  });

  return router;
}

/** The text depends on where the address was to be used. An exception of a module keeps its own. */
function denied(denial: SynapseError, message: string): SynapseError {
  return denial.errcode === Codes.THREEPID_DENIED ? new SynapseError(403, message, Codes.THREEPID_DENIED) : denial;
}

/** The digits of a telephone number. */
function msisdnOf(phoneNumber: string): string {
  return phoneNumber.replaceAll(/\D/g, '');
}
