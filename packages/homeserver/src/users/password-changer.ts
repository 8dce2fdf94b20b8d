import { Codes, SynapseError, type JsonObject, type RequestInfo, type Requester, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { Accounts } from './accounts.ts';
import type { Devices } from './devices.ts';
import { checkEmailStage, EMAIL_STAGE } from './email-stage.ts';
import type { InteractiveAuth, InteractiveSession } from './interactive-auth.ts';
import { hashPassword } from './password-hash.ts';
import type { Reauthentication } from './reauthentication.ts';
import type { ThreepidValidation } from './threepid-validation.ts';
import { canonicalAddress, type Threepids } from './threepids.ts';

/** The body of a change of password, as far as the homeserver reads it. */
export interface PasswordBody extends JsonObject {
  new_password?: string | undefined;
  logout_devices?: boolean | undefined;
  auth?: JsonObject | undefined;
}

interface Parts {
  readonly context: HomeserverContext;
  readonly accounts: Accounts;
  readonly devices: Devices;
  readonly interactiveAuth: InteractiveAuth;
  readonly reauthentication: Reauthentication;
  readonly threepids: Threepids;
  readonly validation: ThreepidValidation;
}

/**
 * Gives users another password: those who show the one they have, and those who have forgotten it and get a mail.
 * https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3accountpassword
 */
export class PasswordChanger {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Changes the requester's password. @throws {SynapseError} 401 until they have shown who they are. */
  async change(requester: Requester, body: PasswordBody, request: RequestInfo): Promise<void> {
    const { new_password: password, ...rest } = body;
    const session = await this.#parts.reauthentication.authenticate({
      requester,
      operation: 'change password',
      body: rest,
      request,
      remember: await rememberHash(password),
    });
    await this.#set(requester.user, session, requester.deviceId);
  }

  /**
   * Changes the password of the user whose email address the client shows to be theirs.
   *
   * @throws {SynapseError} 401 until it has; 404 if the address is nobody's.
   */
  async reset(body: PasswordBody, request: RequestInfo): Promise<void> {
    const { interactiveAuth, threepids, validation } = this.#parts;
    const { new_password: password, auth, ...params } = body;
    const session = await interactiveAuth.complete({
      name: 'reset password',
      flows: [[EMAIL_STAGE]],
      params,
      auth,
      request,
      remember: await rememberHash(password),
      check: (_stage, submission) => checkEmailStage(validation, submission),
    });
    const { address } = session.results[EMAIL_STAGE] as { readonly address: string };
    const userId = threepids.owner('email', canonicalAddress('email', address));
    if (userId === undefined) throw new SynapseError(404, 'Email address not found', Codes.NOT_FOUND);
    await this.#set(userId, session, null);
    interactiveAuth.end(session);
  }

  /** @param keep The device that stays logged in. */
  async #set(userId: UserId, { data, params }: InteractiveSession, keep: string | null): Promise<void> {
    const { accounts, context, devices } = this.#parts;
    const { enabled, localdbEnabled } = context.settings.passwordConfig;
    const { passwordHash } = data;
    if (passwordHash === undefined) throw new SynapseError(400, 'Missing params: password', Codes.MISSING_PARAM);
    if (!enabled || !localdbEnabled) throw new SynapseError(403, 'Password change disabled', Codes.FORBIDDEN);
    await accounts.setPasswordHash(userId, passwordHash);
    if (params['logout_devices'] !== false) await devices.deleteAll(userId, keep);
  }
}

/** The session outlives the request; the password itself must not. */
async function rememberHash(password: string | undefined): Promise<Readonly<Record<string, string>>> {
  return password === undefined ? {} : { passwordHash: await hashPassword(password) };
}
