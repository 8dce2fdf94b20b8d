import {
  Codes,
  SynapseError,
  type JsonObject,
  type RegistrationToken,
  type RegistrationTokenOptions,
} from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { randomOf } from '../lib/random-id.ts';
import type { InteractiveAuth, InteractiveSession } from './interactive-auth.ts';

/** The stage of a registration in which somebody shows that they have a token. */
export const TOKEN_STAGE = 'm.login.registration_token';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-';
const MAX_LENGTH = 64;
const DEFAULT_LENGTH = 16;

interface TokenRow {
  readonly usesAllowed: number | null;
  readonly completed: number;
  readonly expiryTime: number | null;
}

/**
 * Tokens that let somebody register, as in Synapse.
 * https://spec.matrix.org/v1.16/client-server-api/#token-authenticated-registration
 */
export class RegistrationTokens {
  readonly #context: HomeserverContext;
  readonly #sessions: InteractiveAuth;

  constructor(context: HomeserverContext, sessions: InteractiveAuth) {
    this.#context = context;
    this.#sessions = sessions;
  }

  /** Makes a token. @throws {SynapseError} 400 `M_INVALID_PARAM` if it exists, or an option is not what it should be. */
  async create(options: RegistrationTokenOptions): Promise<RegistrationToken> {
    const { usesAllowed = null, expiryTime = null, length = DEFAULT_LENGTH } = options;
    this.#assertValid({ ...options, length, usesAllowed, expiryTime });
    const { database } = this.#context;
    const token = options.token ?? randomOf(ALPHABET, length);
    const sql = 'INSERT INTO registration_tokens VALUES (?, ?, 0, ?) ON CONFLICT DO NOTHING';
    const added = await database.write(() => database.run(sql, token, usesAllowed, expiryTime));
    if (added === 0) throw invalid(`Token already exists: ${token}`);
    return { token, usesAllowed, pending: 0, completed: 0, expiryTime };
  }

  /** Whether somebody can register with a token now. As in Synapse, one that allows 0 uses allows any number. */
  isValid(token: string): boolean {
    const row = this.#context.database.get<TokenRow>(
      `SELECT uses_allowed AS usesAllowed, completed, expiry_time AS expiryTime FROM registration_tokens WHERE token = ?`,
      token,
    );
    if (row === undefined) return false;
    const { usesAllowed, completed, expiryTime } = row;
    if (expiryTime !== null && expiryTime < this.#context.clock.now()) return false;
    return usesAllowed === null || usesAllowed === 0 || completed + this.#pending(token) < usesAllowed;
  }

  /**
   * Checks the stage. From then on the token is in use by the session: nobody else can use it up meanwhile.
   *
   * @throws {SynapseError} 401 if the token is missing or not valid; then the client may try again.
   */
  check({ token, session: id }: Readonly<JsonObject>, session: InteractiveSession): string {
    if (token === undefined) throw new SynapseError(401, 'Missing registration token', Codes.MISSING_PARAM);
    if (typeof token !== 'string') {
      throw new SynapseError(401, 'Registration token must be a string', Codes.INVALID_PARAM);
    }
    if (id === undefined) throw new SynapseError(401, 'Missing UIA session', Codes.MISSING_PARAM);
    const known = session.results[TOKEN_STAGE];
    if (known === token) return token;
    if (known !== undefined) throw new SynapseError(401, 'Registration token has changed', Codes.INVALID_PARAM);
    if (!this.isValid(token)) throw new SynapseError(401, 'Invalid registration token', Codes.UNAUTHORIZED);
    session.data['pendingToken'] = token;
    return token;
  }

  /** Somebody has registered with the token of a session, if it has one. */
  async use(session: InteractiveSession): Promise<void> {
    const token = session.data['pendingToken'];
    if (token === undefined) return;
    const { database } = this.#context;
    await database.write(() =>
      database.run('UPDATE registration_tokens SET completed = completed + 1 WHERE token = ?', token),
    );
    delete session.data['pendingToken'];
  }

  /** How many registrations with a token have begun and are not complete. */
  #pending(token: string): number {
    return this.#sessions.count(({ data }) => data['pendingToken'] === token);
  }

  #assertValid({ token, length, usesAllowed, expiryTime }: RegistrationTokenOptions & { length: number }): void {
    if (token === undefined && !(Number.isInteger(length) && length > 0 && length <= MAX_LENGTH)) {
      throw invalid(`length must be a whole number from 1 to ${MAX_LENGTH}`);
    }
    if (token !== undefined && !(typeof token === 'string' && /^[\w.~-]{1,64}$/.test(token))) {
      throw invalid(`token must have 1 to ${MAX_LENGTH} of the characters A-Z, a-z, 0-9 and ._~-`);
    }
    if (
      typeof usesAllowed === 'number' ? !Number.isSafeInteger(usesAllowed) || usesAllowed < 0 : usesAllowed !== null
    ) {
      throw invalid('usesAllowed must be a whole number from 0 on, or null');
    }
    if (expiryTime === null) return;
    if (!Number.isSafeInteger(expiryTime)) throw invalid('expiryTime must be a whole number, or null');
    if (Number(expiryTime) < this.#context.clock.now()) throw invalid('expiryTime must not be in the past');
  }
}

function invalid(message: string): SynapseError {
  return new SynapseError(400, message, Codes.INVALID_PARAM);
}
