import type { RoomId, UserId } from '../types/ids.ts';
import type { JsonObject } from '../types/json.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { CallbackDecorator } from '../decorators/callback-decorator.ts';
import { createCallbackDecorator } from '../decorators/create-callback-decorator.ts';

/**
 * The callback of `@AccountData`.
 * https://element-hq.github.io/synapse/latest/modules/account_data_callbacks.html
 */
export interface AccountDataCallbacks {
  /** A user's account data changed: global if `roomId` is null. Deleted data comes as `{}`. */
  onAccountDataUpdated: (
    userId: UserId,
    roomId: RoomId | null,
    accountDataType: string,
    content: JsonObject,
  ) => MaybePromise<void>;
}

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
