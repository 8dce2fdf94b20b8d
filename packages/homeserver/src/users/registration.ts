import { Codes, SynapseError, type JsonObject, type RequestInfo, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { Accounts } from './accounts.ts';
import type { Devices } from './devices.ts';
import type { InteractiveAuth, InteractiveSession } from './interactive-auth.ts';
import { hashPassword } from './password-hash.ts';

/** The stages of a registration: nothing but to say that one is there. */
const FLOWS = [['m.login.dummy']] as const;

/** The body of a registration, as far as the homeserver reads it. */
export interface RegistrationBody extends JsonObject {
  username?: string | undefined;
  password?: string | undefined;
  device_id?: string | undefined;
  initial_device_display_name?: string | undefined;
  inhibit_login?: boolean | undefined;
  auth?: JsonObject | undefined;
}

/**
 * Registers users who come by themselves.
 * https://spec.matrix.org/v1.16/client-server-api/#account-registration-and-management
 */
export class Registration {
  readonly #context: HomeserverContext;
  readonly #accounts: Accounts;
  readonly #devices: Devices;
  readonly #interactiveAuth: InteractiveAuth;

  constructor(context: HomeserverContext, accounts: Accounts, devices: Devices, interactiveAuth: InteractiveAuth) {
    this.#context = context;
    this.#accounts = accounts;
    this.#devices = devices;
    this.#interactiveAuth = interactiveAuth;
  }

  /** @throws {SynapseError} 403 where nobody may register here. */
  assertEnabled(): void {
    if (!this.#context.settings.enableRegistration) {
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
      this.#accounts.assertAvailable(body.username.toLowerCase());
    }
    const session = await this.#interactiveAuth.complete({
      name: 'register',
      flows: FLOWS,
      params,
      auth,
      request,
      // The session outlives this request; the password itself must not.
      ...(password === undefined || password === ''
        ? {}
        : { remember: { passwordHash: await hashPassword(password) } }),
      check: () => Promise.resolve(true),
    });
    return this.#finish(session);
  }

  async #finish(session: InteractiveSession): Promise<JsonObject> {
    const { passwordHash } = session.data;
    if (passwordHash === undefined) {
      throw new SynapseError(400, 'Missing params: password', Codes.MISSING_PARAM);
    }
    session.data['userId'] ??= await this.#create(session, passwordHash);
    const userId = session.data['userId'] as UserId;
    const params = session.params as RegistrationBody;
    const answer = { user_id: userId, home_server: this.#context.serverName };
    if (params.inhibit_login === true) return answer;
    const device = await this.#devices.register(userId, params.device_id, params.initial_device_display_name);
    return { ...answer, access_token: device.accessToken, device_id: device.deviceId };
  }

  async #create({ params, results, requests }: InteractiveSession, passwordHash: string): Promise<UserId> {
    const { passwordAuthProvider } = this.#context.callbacks;
    const username = await passwordAuthProvider.getUsernameForRegistration({ ...results }, { ...params });
    const displayname = await passwordAuthProvider.getDisplaynameForRegistration({ ...results }, { ...params });
    const localpart = username ?? (params as RegistrationBody).username;
    return this.#accounts.register({ localpart: localpart?.toLowerCase(), passwordHash, displayname, requests });
  }
}
