import { Codes, SynapseError } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { HomeserverContext } from '../context.ts';
import { optional, readJson } from '../http/read-json.ts';
import { requestInfo } from '../http/request-info.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Registration } from '../users/registration.ts';
import { threepidDenied } from '../users/threepid-denied.ts';
import type { ThreepidValidation } from '../users/threepid-validation.ts';
import { canonicalAddress, type Threepids } from '../users/threepids.ts';
import { clientSecret } from './threepid-fields.ts';

const emailBody = z
  .object({
    email: z.string(),
    client_secret: clientSecret,
    send_attempt: z.int(),
    next_link: optional(z.string()),
  })
  .transform((body) => ({
    email: body.email,
    clientSecret: body.client_secret,
    sendAttempt: body.send_attempt,
    nextLink: body.next_link === '' ? undefined : body.next_link,
  }));
const phoneBody = z.object({
  phone_number: z.string(),
  country: z.string(),
  client_secret: clientSecret,
  send_attempt: z.int(),
});

/**
 * Asks for a mail with a link that shows that an address is the user's.
 * https://spec.matrix.org/v1.16/client-server-api/#token-management
 */
export function requestTokenRoutes(
  { callbacks, settings }: HomeserverContext,
  registration: Registration,
  validation: ThreepidValidation,
  threepids: Threepids,
): Router {
  const router = new Hono<RouterEnv>();
  const { passwordAuthProvider } = callbacks;

  router.post('/_matrix/client/v3/register/email/requestToken', async (c) => {
    if (!validation.isEnabled) throw new SynapseError(400, 'Email-based registration has been disabled on this server');
    registration.assertEnabled();
    const body = await readJson(c, emailBody);
    const address = canonicalAddress('email', body.email);
    const denial = await passwordAuthProvider.is3pidAllowed('email', address, true);
    if (denial !== undefined) {
      throw threepidDenied(denial, 'Your email domain is not authorized to register on this server');
    }
    await validation.limit('email', address, requestInfo(c).ip);
    assertUnused(threepids, address);
    return c.json({ sid: await validation.request({ ...body, purpose: 'registration', address }) });
  });

  router.post('/_matrix/client/v3/account/3pid/email/requestToken', async (c) => {
    if (!settings.enable3pidChanges) {
      throw new SynapseError(400, '3PID changes are disabled on this server', Codes.FORBIDDEN);
    }
    if (!validation.isEnabled) {
      const message = 'Adding an email to your account is disabled on this server';
      throw new SynapseError(400, message, Codes.THREEPID_MEDIUM_NOT_SUPPORTED);
    }
    const body = await readJson(c, emailBody);
    const address = assertAddress(body.email);
    const denial = await passwordAuthProvider.is3pidAllowed('email', address, false);
    if (denial !== undefined) throw threepidDenied(denial, 'Your email domain is not authorized on this server');
    await validation.limit('email', address, requestInfo(c).ip);
    validation.assertNextLink(body.nextLink);
    assertUnused(threepids, address);
    return c.json({ sid: await validation.request({ ...body, purpose: 'add_threepid', address }) });
  });

  router.post('/_matrix/client/v3/account/password/email/requestToken', async (c) => {
    if (!validation.isEnabled) {
      throw new SynapseError(400, 'Email-based password resets have been disabled on this server');
    }
    const body = await readJson(c, emailBody);
    const address = assertAddress(body.email);
    validation.assertNextLink(body.nextLink);
    await validation.limit('email', address, requestInfo(c).ip);
    if (threepids.owner('email', address) === undefined) {
      throw new SynapseError(400, 'Email not found', Codes.THREEPID_NOT_FOUND);
    }
    return c.json({ sid: await validation.request({ ...body, purpose: 'password_reset', address }) });
  });

  // No text message is ever sent. The modules are asked all the same: who may not use a number hears why.
  router.post('/_matrix/client/v3/register/msisdn/requestToken', async (c) => {
    registration.assertEnabled();
    const { phone_number } = await readJson(c, phoneBody);
    const denial = await passwordAuthProvider.is3pidAllowed('msisdn', msisdnOf(phone_number), true);
    if (denial !== undefined) {
      throw threepidDenied(denial, 'Phone numbers are not authorized to register on this server');
    }
    throw new SynapseError(400, 'Registration by phone number is not supported on this homeserver');
  });

  router.post('/_matrix/client/v3/account/3pid/msisdn/requestToken', async (c) => {
    const { phone_number } = await readJson(c, phoneBody);
    const denial = await passwordAuthProvider.is3pidAllowed('msisdn', msisdnOf(phone_number), false);
    if (denial !== undefined) {
      throw threepidDenied(denial, 'Account phone numbers are not authorized on this server');
    }
    const message = 'Adding phone numbers to user account is not supported by this homeserver';
    throw new SynapseError(400, message, Codes.THREEPID_MEDIUM_NOT_SUPPORTED);
  });

  return router;
}

/** As `canonicalAddress`, with the error code that Synapse has at these endpoints. */
function assertAddress(email: string): string {
  try {
    return canonicalAddress('email', email);
  } catch (error) {
    if (!SynapseError.is(error)) throw error;
    throw new SynapseError(400, error.message, Codes.INVALID_PARAM);
  }
}

function assertUnused(threepids: Threepids, address: string): void {
  if (threepids.owner('email', address) === undefined) return;
  throw new SynapseError(400, 'Email is already in use', Codes.THREEPID_IN_USE);
}

/** The digits of a telephone number. */
function msisdnOf(phoneNumber: string): string {
  return phoneNumber.replaceAll(/\D/g, '');
}
