import {
  Codes,
  RegistrationBehaviour,
  SynapseError,
  type EmailThreepid,
  type RequestInfo,
  type UserId,
  type UserInfo,
} from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { AccountStore } from './account-store.ts';
import { hashPassword } from './password-hash.ts';
import { randomLowerLetters } from '../lib/random-id.ts';
import { canonicalAddress, type Threepids } from './threepids.ts';
import { qualifiedUserId } from './user-id.ts';
import { assertUsername } from './username-rules.ts';

/** A registration, from whatever door it came. */
export interface NewUser {
  /** Without one, the homeserver makes one up. */
  readonly localpart?: string | undefined;
  readonly password?: string | undefined;
  /** Instead of the password, if it was hashed before. */
  readonly passwordHash?: string | undefined;
  /** Left out: the localpart. */
  readonly displayname?: string | undefined;
  readonly admin?: boolean;
  readonly userType?: string | null;
  /** Email addresses that count as validated. */
  readonly emails?: readonly string[];
  /** The address with which the user has come; modules hear of it. It is given to them later. */
  readonly threepid?: EmailThreepid | undefined;
  /** From where the registration came. */
  readonly requests?: readonly RequestInfo[];
}

/** Users' accounts. */
export class Accounts {
  readonly #context: HomeserverContext;
  readonly #store: AccountStore;
  readonly #threepids: Threepids;

  constructor(context: HomeserverContext, store: AccountStore, threepids: Threepids) {
    this.#context = context;
    this.#store = store;
    this.#threepids = threepids;
  }

  /** The account with exactly this ID. */
  get(userId: UserId): UserInfo | undefined {
    return this.#store.get(userId);
  }

  /** Whether the user is a server administrator; false for an unknown user. */
  isAdmin(userId: UserId): boolean {
    return this.#store.get(userId)?.isAdmin ?? false;
  }

  /** The user's ID as it was registered, found regardless of case; undefined if none or several others fit. */
  find(userId: UserId): UserId | undefined {
    const ids = this.#store.regardlessOfCase(userId);
    return ids.includes(userId) ? userId : ids.length === 1 ? ids[0] : undefined;
  }

  /** Whether the user can log in with a password of this homeserver. */
  hasPassword(userId: UserId): boolean {
    return this.#store.passwordHash(userId) !== null;
  }

  /** The hash of the user's password; null without one. */
  passwordHash(userId: UserId): string | null {
    return this.#store.passwordHash(userId);
  }

  /** @throws {SynapseError} 400 `M_INVALID_USERNAME` or `M_USER_IN_USE` if the localpart cannot be registered. */
  assertAvailable(localpart: string): void {
    const { serverName } = this.#context;
    assertUsername(localpart, serverName);
    if (this.#store.regardlessOfCase(qualifiedUserId(localpart, serverName)).length > 0) {
      throw new SynapseError(400, 'User ID already taken.', Codes.USER_IN_USE);
    }
  }

  /**
   * Registers a user: asks the modules, stores the account, tells the modules.
   *
   * @throws {SynapseError} 400 if the name is taken or malformed, or an email address is; 429 if a module refuses.
   */
  async register(user: NewUser): Promise<UserId> {
    const { callbacks, clock, database, serverName } = this.#context;
    const emails = (user.emails ?? []).map((address) => canonicalAddress('email', address));
    const verdict = await callbacks.spamChecker.checkRegistrationForSpam(
      user.threepid ?? null,
      user.localpart ?? null,
      user.requests ?? [],
      null,
    );
    if (verdict === RegistrationBehaviour.DENY) throw new SynapseError(429, 'Rate limited');

    const localpart = user.localpart ?? randomLowerLetters(12);
    this.assertAvailable(localpart);
    const passwordHash = user.password === undefined ? (user.passwordHash ?? null) : await hashPassword(user.password);
    const userId = qualifiedUserId(localpart, serverName);
    await database.write(() => {
      // Somebody else may have taken the name meanwhile.
      this.assertAvailable(localpart);
      this.#store.insert({
        userId,
        passwordHash,
        createdAt: clock.now(),
        isAdmin: user.admin ?? false,
        isShadowBanned: verdict === RegistrationBehaviour.SHADOW_BAN,
        userType: user.userType ?? null,
        displayname: user.displayname ?? localpart,
      });
    });
    await callbacks.accountValidity.onUserRegistration(userId);
    const now = clock.now();
    for (const address of emails) await this.#threepids.add(userId, { medium: 'email', address }, now, now);
    return userId;
  }

  /** Returns whether there is such a user. */
  setAdmin(userId: UserId, admin: boolean): Promise<boolean> {
    return this.#context.database.write(() => this.#store.setFlag(userId, 'is_admin', admin));
  }

  async setPassword(userId: UserId, password: string): Promise<void> {
    await this.setPasswordHash(userId, await hashPassword(password));
  }

  /** Sets a password that was hashed before. */
  async setPasswordHash(userId: UserId, hash: string): Promise<void> {
    await this.#context.database.write(() => this.#store.setPasswordHash(userId, hash));
  }

  async setUserType(userId: UserId, userType: string | null): Promise<void> {
    await this.#context.database.write(() => this.#store.setUserType(userId, userType));
  }
}
