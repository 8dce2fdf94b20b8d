import type { AccountDataCallbacks } from '../callbacks/account-data.ts';
import type { CallbackDecorator } from './callback-decorator.ts';
import { createCallbackDecorator } from './create-callback-decorator.ts';

/**
 * Declares that a method is the account data callback: it hears of changed account data.
 *
 * @example
 * ```ts
 * @AccountData
 * async onAccountDataUpdated(userId: UserId, roomId: RoomId | null, type: string): Promise<void> { … }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/account_data_callbacks.html
 */
export const AccountData: CallbackDecorator<AccountDataCallbacks, 'account_data'> = createCallbackDecorator(
  'AccountData',
  'account_data',
);
