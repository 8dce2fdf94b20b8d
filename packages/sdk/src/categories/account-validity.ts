import type { UserId } from '../types/ids.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { CallbackDecorator } from '../decorators/callback-decorator.ts';
import { createCallbackDecorator } from '../decorators/create-callback-decorator.ts';

/**
 * The callbacks of `@AccountValidity`.
 * https://element-hq.github.io/synapse/latest/modules/account_validity_callbacks.html
 */
export interface AccountValidityCallbacks {
  /** Has the account expired? Asked at every authenticated request. Null or undefined: this module cannot tell. */
  isUserExpired: (userId: UserId) => MaybePromise<boolean | null | undefined>;
  /** The account was created. An exception fails the registration request, although the account exists. */
  onUserRegistration: (userId: UserId) => MaybePromise<void>;
  /** The user logged in. */
  onUserLogin: (userId: UserId, authProviderType: string | null, authProviderId: string | null) => MaybePromise<void>;
  /** Answers the legacy endpoint that mails a renewal link. Only one module may. */
  onLegacySendMail: (userId: UserId) => MaybePromise<void>;
  /** Answers the legacy endpoint that a renewal link leads to. Only one module may. */
  onLegacyRenew: (
    token: string,
  ) => MaybePromise<readonly [tokenValid: boolean, tokenStale: boolean, expirationTs: number]>;
  /** Answers the legacy admin endpoint; returns when the account expires, in milliseconds since the epoch. */
  onLegacyAdminRequest: (request: Request) => MaybePromise<number>;
}

/**
 * Declares that a method is an account validity callback: it says whether accounts have expired.
 *
 * @example
 * ```ts
 * @AccountValidity
 * async isUserExpired(userId: UserId): Promise<boolean | null> {
 *   return this.accounts.get(userId)?.hasExpired ?? null;
 * }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/account_validity_callbacks.html
 */
export const AccountValidity: CallbackDecorator<AccountValidityCallbacks, 'account_validity'> = createCallbackDecorator(
  'AccountValidity',
  'account_validity',
);
