import type { AccountValidityCallbacks } from '../callbacks/account-validity.ts';
import type { CallbackDecorator } from './callback-decorator.ts';
import { createCallbackDecorator } from './create-callback-decorator.ts';

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
