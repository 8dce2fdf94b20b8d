import { randomUUID } from 'node:crypto';
import type { JsonObject, UserId } from '@bouton/sdk';
import { MatrixError } from './matrix-error.ts';
import { causeOf } from './request-failures.ts';
import type { Mailbox } from './standalone/mail-server.ts';
import { TestUser, type Fetch } from './test-user.ts';

/** Who registers. */
export interface RegisterOptions {
  /** Left out: the homeserver or a module finds one. */
  readonly username?: string;
  /** Left out: one that nobody needs to know. */
  readonly password?: string;
  /** An address that the user shows to be theirs: a mail comes, and its link is followed. */
  readonly email?: string;
}

const REGISTER = '/_matrix/client/v3/register';

/**
 * Registers a user as a client does, with every stage that the homeserver wants and this can go through.
 * https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3register
 *
 * @throws {MatrixError} If the homeserver or a module refuses.
 */
export async function registerUser(
  fetch: Fetch,
  mailbox: Mailbox,
  { email, password = randomUUID(), ...username }: RegisterOptions,
): Promise<TestUser> {
  const body = { ...username, password };
  const begun = await post(fetch, REGISTER, body, 401);
  const { session, flows } = begun;
  const stages = chooseFlow(flows, email !== undefined);
  let answer: JsonObject = begun;
  for (const type of stages) {
    const shown =
      type === 'm.login.email.identity' && email !== undefined ? await showEmail(fetch, mailbox, email) : {};
    const isLast = type === stages.at(-1);
    answer = await post(
      fetch,
      REGISTER,
      { ...body, auth: { type, session: session ?? null, ...shown } },
      isLast ? 200 : 401,
    );
  }
  return new TestUser(fetch, {
    userId: answer['user_id'] as UserId,
    deviceId: answer['device_id'] as string,
    accessToken: answer['access_token'] as string,
  });
}

/** The stages to go through: of a flow with the address, if there is one to show, else of one without. */
function chooseFlow(flows: unknown, withEmail: boolean): readonly string[] {
  const known = new Set(['m.login.dummy', ...(withEmail ? ['m.login.email.identity'] : [])]);
  const offered = (flows as readonly { readonly stages: readonly string[] }[]).map(({ stages }) => stages);
  const possible = offered.filter((stages) => stages.every((stage) => known.has(stage)));
  const chosen = possible.find((stages) => stages.includes('m.login.email.identity') === withEmail);
  if (chosen !== undefined) return chosen;
  throw new Error(
    `Cannot register ${withEmail ? 'with' : 'without'} an email address; the homeserver offers ${JSON.stringify(offered)}`,
  );
}

/** Has a mail sent and follows its link; returns what the client shows. The mail is taken out of the mailbox. */
async function showEmail(fetch: Fetch, mailbox: Mailbox, email: string): Promise<JsonObject> {
  const secret = randomUUID();
  const { sid } = await post(
    fetch,
    `${REGISTER}/email/requestToken`,
    { email, client_secret: secret, send_attempt: 1 },
    200,
  );
  const index = mailbox.mails.findLastIndex(({ recipients }) => recipients.includes(email));
  const [mail] = index < 0 ? [] : mailbox.mails.splice(index, 1);
  const link = /https?:\S+/.exec(mail?.text ?? '')?.[0];
  if (link === undefined) throw new Error(`No mail with a link has come for ${email}`);
  const followed = await fetch(link);
  if (!followed.ok) throw new Error(`The link of the mail to ${email} answered ${followed.status}`);
  return { threepid_creds: { sid: sid ?? null, client_secret: secret } };
}

async function post(fetch: Fetch, path: string, body: JsonObject, expected: number): Promise<JsonObject> {
  const response = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  const answer = (await response.json()) as JsonObject;
  if (response.status !== expected) throw new MatrixError(`POST ${path}`, response.status, answer, causeOf(response));
  return answer;
}
