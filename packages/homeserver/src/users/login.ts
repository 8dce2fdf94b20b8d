import {
  Codes,
  SynapseError,
  type JsonObject,
  type JsonValue,
  type LoginResponse,
  type RequestInfo,
  type UserId,
} from '@bouton/sdk';
import type { AcceptedLogin } from '@bouton/runtime';
import type { HomeserverContext } from '../context.ts';
import type { Accounts } from './accounts.ts';
import type { Devices } from './devices.ts';
import { identify } from './login-identifier.ts';
import type { LoginTokens } from './login-tokens.ts';
import { verifyPassword } from './password-hash.ts';
import type { Threepids } from './threepids.ts';
import { qualifiedUserId } from './user-id.ts';

const PASSWORD = 'm.login.password';
const TOKEN = 'm.login.token';

/** What a client wants of the device that a login makes. */
export interface LoginDevice {
  readonly deviceId?: string | undefined;
  readonly displayName?: string | undefined;
}

/** What {@linkcode Login} stands on. */
export interface LoginParts {
  readonly context: HomeserverContext;
  readonly accounts: Accounts;
  readonly devices: Devices;
  readonly threepids: Threepids;
  readonly tokens: LoginTokens;
}

/** Logs users in. https://spec.matrix.org/v1.16/client-server-api/#login */
export class Login {
  readonly #context: HomeserverContext;
  readonly #accounts: Accounts;
  readonly #devices: Devices;
  readonly #threepids: Threepids;
  readonly #tokens: LoginTokens;

  constructor({ context, accounts, devices, threepids, tokens }: LoginParts) {
    this.#context = context;
    this.#accounts = accounts;
    this.#devices = devices;
    this.#threepids = threepids;
    this.#tokens = tokens;
  }

  /** The login types that clients may use: the modules', with passwords before them. */
  types(): string[] {
    const { enabled, localdbEnabled } = this.#context.settings.passwordConfig;
    const types = [...this.#context.callbacks.passwordAuthProvider.loginTypes.keys()];
    const others = types.filter((type) => type !== PASSWORD);
    return enabled && (localdbEnabled || types.includes(PASSWORD)) ? [PASSWORD, ...others] : others;
  }

  /** The login types with which this user can show again who they are. */
  reauthenticationTypes(userId: UserId): string[] {
    const withModule = this.#context.callbacks.passwordAuthProvider.loginTypes.has(PASSWORD);
    return this.types().filter((type) => type !== PASSWORD || withModule || this.#accounts.hasPassword(userId));
  }

  /**
   * Who a login is. The modules are asked first, then the password is compared.
   *
   * @throws {SynapseError} 403 if nobody accepts it, 400 if it is malformed.
   */
  async validate(submission: Readonly<JsonObject>): Promise<AcceptedLogin> {
    const type = typeOf(submission);
    const password = type === PASSWORD ? this.#passwordOf(submission) : undefined;
    const identified = identify(submission);
    if ('username' in identified) return this.#validateUser(identified.username, type, submission);

    const { medium, address } = identified;
    const { passwordAuthProvider } = this.#context.callbacks;
    const accepted =
      password === undefined ? undefined : await passwordAuthProvider.check3pidAuth(medium, address, password);
    if (accepted !== undefined) return accepted;
    const owner = this.#threepids.owner(medium, address);
    if (owner === undefined) throw refused();
    return this.#validateUser(owner, type, submission);
  }

  /**
   * Logs somebody in: checks who they are, asks the modules, makes a device, tells the modules.
   *
   * @throws {SynapseError} 403 if nobody accepts the login, or a module blocks it; 404 if it is for an unknown user.
   */
  async login(submission: Readonly<JsonObject>, device: LoginDevice, request: RequestInfo): Promise<LoginResponse> {
    const { callbacks, serverName } = this.#context;
    const { userId, afterLogin, authProviderId } = await this.#authenticate(submission);
    const user = this.#accounts.get(userId);
    if (user === undefined) throw new SynapseError(404, 'User not found');
    if (user.isDeactivated) {
      throw new SynapseError(403, 'This account has been deactivated', Codes.USER_DEACTIVATED);
    }
    const denial = await callbacks.spamChecker.checkLoginForSpam(
      userId,
      device.deviceId ?? null,
      device.displayName ?? null,
      [request],
      authProviderId,
    );
    if (denial !== undefined) throw denial;
    const { deviceId, accessToken } = await this.#devices.register(userId, device.deviceId, device.displayName);
    await callbacks.accountValidity.onUserLogin(userId, typeOf(submission), authProviderId);
    const response: LoginResponse = {
      user_id: userId,
      access_token: accessToken,
      home_server: serverName,
      device_id: deviceId,
    };
    await afterLogin?.(response);
    return response;
  }

  /** Who a login is. One with a token is nobody's to refuse but the homeserver's. */
  async #authenticate(
    submission: Readonly<JsonObject>,
  ): Promise<AcceptedLogin & { readonly authProviderId: string | null }> {
    if (submission['type'] !== TOKEN) return { ...(await this.validate(submission)), authProviderId: null };
    const { token } = submission;
    if (token === undefined) throw new SynapseError(400, 'Missing JSON keys.');
    if (typeof token !== 'string') throw new SynapseError(400, 'Bad parameter: token', Codes.INVALID_PARAM);
    return this.#tokens.consume(token);
  }

  async #validateUser(username: string, type: string, submission: Readonly<JsonObject>): Promise<AcceptedLogin> {
    const { callbacks, settings } = this.#context;
    const fields = callbacks.passwordAuthProvider.loginTypes.get(type);
    if (fields !== undefined) {
      const loginDict = pickFields(submission, type, fields);
      const accepted = await callbacks.passwordAuthProvider.checkAuth(username, type, loginDict);
      if (accepted !== undefined) return accepted;
    }
    if (type === PASSWORD && settings.passwordConfig.localdbEnabled) {
      const userId = await this.#checkPassword(username, this.#passwordOf(submission));
      if (userId !== undefined) return { userId };
    } else if (fields === undefined) {
      throw new SynapseError(400, `Unknown login type ${type}`);
    }
    throw refused();
  }

  #passwordOf({ password }: Readonly<JsonObject>): string {
    if (!this.#context.settings.passwordConfig.enabled)
      throw new SynapseError(400, 'Password login has been disabled.');
    if (typeof password === 'string') return password;
    throw new SynapseError(400, 'Bad parameter: password', Codes.INVALID_PARAM);
  }

  async #checkPassword(username: string, password: string): Promise<UserId | undefined> {
    const userId = this.#accounts.find(qualifiedUserId(username, this.#context.serverName));
    const stored = userId === undefined ? null : this.#accounts.passwordHash(userId);
    return stored !== null && (await verifyPassword(password, stored)) ? userId : undefined;
  }
}

function typeOf({ type }: Readonly<JsonObject>): string {
  if (typeof type === 'string') return type;
  throw new SynapseError(400, 'Bad parameter: type', Codes.INVALID_PARAM);
}

function refused(): SynapseError {
  return new SynapseError(403, 'Invalid username or password', Codes.FORBIDDEN);
}

/** Exactly the fields that a checker names. */
function pickFields(
  submission: Readonly<JsonObject>,
  type: string,
  fields: readonly string[],
): Readonly<Record<string, JsonValue>> {
  const missing = fields.filter((field) => submission[field] === undefined);
  if (missing.length > 0) {
    const names = missing.map((field) => `'${field}'`).join(', ');
    throw new SynapseError(400, `Missing parameters for login type ${type}: [${names}]`);
  }
  return Object.fromEntries(fields.map((field) => [field, submission[field] ?? null]));
}
