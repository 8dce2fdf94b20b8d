import { Codes, SynapseError, type EmailThreepid, type JsonObject, type RequestInfo, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { Accounts } from './accounts.ts';
import type { Devices } from './devices.ts';
import { checkEmailStage, EMAIL_STAGE } from './email-stage.ts';
import type { InteractiveAuth, InteractiveSession } from './interactive-auth.ts';
import { hashPassword } from './password-hash.ts';
import { threepidDenied } from './threepid-denied.ts';
import { TOKEN_STAGE, type RegistrationTokens } from './registration-tokens.ts';
import type { ThreepidValidation } from './threepid-validation.ts';
import type { Threepids } from './threepids.ts';

/** The stage in which somebody says no more than that they are there. */
const DUMMY_STAGE = 'm.login.dummy';

/** The body of a registration, as far as the homeserver reads it. */
export interface RegistrationBody extends JsonObject {
  username?: string | undefined;
  password?: string | undefined;
  device_id?: string | undefined;
  initial_device_display_name?: string | undefined;
  inhibit_login?: boolean | undefined;
  auth?: JsonObject | undefined;
}

interface Parts {
  readonly context: HomeserverContext;
  readonly accounts: Accounts;
  readonly devices: Devices;
  readonly interactiveAuth: InteractiveAuth;
  readonly registrationTokens: RegistrationTokens;
  readonly threepids: Threepids;
  readonly validation: ThreepidValidation;
}

/**
 * Registers users who come by themselves.
 * https://spec.matrix.org/v1.16/client-server-api/#account-registration-and-management
 */
export class Registration {
  readonly #parts: Parts;
  /** The users that sessions have led to. */
  readonly #created = new WeakMap<InteractiveSession, Promise<UserId>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws {SynapseError} 403 if nobody may register here. */
  assertEnabled(): void {
    if (!this.#parts.context.settings.enableRegistration) {
      throw new SynapseError(403, 'Registration has been disabled', Codes.FORBIDDEN);
    }
  }

  /**
   * Registers a user, and logs them in unless the client does not want it. Repeated within one session, it registers once.
   *
   * @throws {SynapseError} 401 until the flow is completed; what {@linkcode Accounts.register} throws.
   */
  async register(body: RegistrationBody, request: RequestInfo): Promise<JsonObject> {
    this.assertEnabled();
    const { auth, password, ...params } = body;
    if (body.username !== undefined && auth?.['session'] === undefined) {
      this.#parts.accounts.assertAvailable(body.username.toLowerCase());
    }
    const session = await this.#parts.interactiveAuth.complete({
      name: 'register',
      flows: this.#flows(),
      params,
      auth,
      request,
      // The session outlives this request; the password itself must not.
      ...(password === undefined || password === ''
        ? {}
        : { remember: { passwordHash: await hashPassword(password) } }),
      check: async (stage, submission, checked) => {
        if (stage === EMAIL_STAGE) return checkEmailStage(this.#parts.validation, submission);
        return stage === TOKEN_STAGE ? this.#parts.registrationTokens.check(submission, checked) : true;
      },
    });
    return this.#finish(session);
  }

  #flows(): string[][] {
    const { settings } = this.#parts.context;
    const flows = [
      ...(settings.registrationsRequireEmail ? [] : [[DUMMY_STAGE]]),
      ...(settings.email === undefined ? [] : [[EMAIL_STAGE]]),
    ];
    return settings.registrationRequiresToken ? flows.map((stages) => [TOKEN_STAGE, ...stages]) : flows;
  }

  async #finish(session: InteractiveSession): Promise<JsonObject> {
    const threepid = session.results[EMAIL_STAGE] as unknown as EmailThreepid | undefined;
    if (threepid !== undefined) await this.#assertAllowed(threepid);
    return this.#answer(await this.#createOnce(session, threepid), session.params);
  }

  /** Creates the user of a session. Repeated, also at the same time, it creates none, unless that failed. */
  #createOnce(session: InteractiveSession, threepid: EmailThreepid | undefined): Promise<UserId> {
    const known = this.#created.get(session);
    if (known !== undefined) return known;
    const created = this.#create(session, threepid);
    this.#created.set(session, created);
    created.catch(() => this.#created.delete(session));
    return created;
  }

  async #answer(userId: UserId, params: RegistrationBody): Promise<JsonObject> {
    const { context, devices } = this.#parts;
    const answer = { user_id: userId, home_server: context.serverName };
    if (params.inhibit_login === true) return answer;
    const device = await devices.register(userId, params.device_id, params.initial_device_display_name);
    return { ...answer, access_token: device.accessToken, device_id: device.deviceId };
  }

  /** What was true when the mail was sent may have changed. */
  async #assertAllowed({ medium, address }: EmailThreepid): Promise<void> {
    const denial = await this.#parts.context.callbacks.passwordAuthProvider.is3pidAllowed(medium, address, true);
    if (denial === undefined) return;
    throw threepidDenied(denial, 'Third party identifiers (email/phone numbers) are not authorized on this server');
  }

  async #create(session: InteractiveSession, threepid: EmailThreepid | undefined): Promise<UserId> {
    const { accounts, context, registrationTokens, threepids } = this.#parts;
    const { data, params, results, requests } = session;
    const { passwordAuthProvider } = context.callbacks;
    const { passwordHash } = data;
    if (passwordHash === undefined) throw new SynapseError(400, 'Missing params: password', Codes.MISSING_PARAM);
    const username = await passwordAuthProvider.getUsernameForRegistration({ ...results }, { ...params });
    const localpart = (username ?? (params as RegistrationBody).username)?.toLowerCase();
    if (threepid !== undefined && threepids.owner(threepid.medium, threepid.address) !== undefined) {
      throw new SynapseError(400, 'email is already in use', Codes.THREEPID_IN_USE);
    }
    const displayname = await passwordAuthProvider.getDisplaynameForRegistration({ ...results }, { ...params });
    const userId = await accounts.register({ localpart, passwordHash, displayname, requests, threepid });
    await registrationTokens.use(session);
    if (threepid !== undefined) await threepids.add(userId, threepid, threepid.validated_at, context.clock.now());
    return userId;
  }
}
