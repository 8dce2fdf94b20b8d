import { Codes, SynapseError } from '@bouton/sdk';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { htmlResponse } from '../http/html-response.ts';
import { readBody } from '../http/read-body.ts';
import { checkQuery, readQuery } from '../http/read-query.ts';
import { redirect } from '../http/redirect.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { SyncTemplate, TemplateReader } from '../mail/template-reader.ts';
import type { ValidationPurpose } from '../mail/validation-mails.ts';
import type { ThreepidValidation } from '../users/threepid-validation.ts';
import { clientSecret } from './threepid-fields.ts';

const tokenQuery = z.object({ sid: z.string(), token: z.string(), client_secret: clientSecret });
const PASSWORD_RESET = '/_synapse/client/password_reset/email/submit_token';

/**
 * Where the links in mails lead.
 * https://spec.matrix.org/v1.16/client-server-api/#validating-ownership-of-third-party-identifiers
 */
export function submitTokenRoutes(validation: ThreepidValidation, templates: TemplateReader): Router {
  const router = new Hono<RouterEnv>();
  const pages: Readonly<Record<ValidationPurpose, Pages>> = {
    registration: readPages(templates, 'registration'),
    add_threepid: readPages(templates, 'add_threepid'),
    password_reset: readPages(templates, 'password_reset'),
  };
  const confirmation = templates.readOne('password_reset_confirmation.html');

  const submit = async (purpose: ValidationPurpose, query: z.output<typeof tokenQuery>): Promise<Response> => {
    try {
      const nextLink = await validation.submit({ sid: query.sid, clientSecret: query.client_secret }, query.token);
      if (nextLink === null || nextLink.startsWith('file:')) return htmlResponse(pages[purpose].success());
      return redirect(nextLink);
    } catch (error) {
      if (!SynapseError.is(error)) throw error;
      return htmlResponse(pages[purpose].failure({ failure_reason: error.message }), error.status);
    }
  };

  router.get('/_matrix/client/unstable/registration/email/submit_token', async (c) => {
    if (!validation.isEnabled) throw new SynapseError(400, 'Email-based registration is disabled on this server');
    return submit('registration', readQuery(c, tokenQuery));
  });

  router.get('/_matrix/client/unstable/add_threepid/email/submit_token', async (c) => {
    if (!validation.isEnabled) {
      const message = 'Adding an email to your account is disabled on this server';
      throw new SynapseError(400, message, Codes.THREEPID_MEDIUM_NOT_SUPPORTED);
    }
    return submit('add_threepid', readQuery(c, tokenQuery));
  });

  // Only a button resets a password: a mail program that follows links does not press it.
  router.get(PASSWORD_RESET, (c) => {
    assertResets(validation);
    return htmlResponse(confirmation(readQuery(c, tokenQuery)));
  });

  router.post(PASSWORD_RESET, async (c) => {
    assertResets(validation);
    return submit('password_reset', await readForm(c));
  });

  return router;
}

interface Pages {
  readonly success: SyncTemplate;
  readonly failure: SyncTemplate;
}

function readPages(templates: TemplateReader, purpose: ValidationPurpose): Pages {
  return {
    success: templates.readOne(`${purpose}_success.html`),
    failure: templates.readOne(`${purpose}_failure.html`),
  };
}

function assertResets({ isEnabled }: ThreepidValidation): void {
  if (!isEnabled) throw new SynapseError(404, 'Unrecognized request', Codes.UNRECOGNIZED);
}

/** The fields of the form; those of the address it was sent to count if it lacks them. */
async function readForm(c: Context<RouterEnv>): Promise<z.output<typeof tokenQuery>> {
  const form = new URLSearchParams(new TextDecoder().decode(await readBody(c.req.raw)));
  return checkQuery({ ...c.req.query(), ...Object.fromEntries(form) }, tokenQuery);
}
