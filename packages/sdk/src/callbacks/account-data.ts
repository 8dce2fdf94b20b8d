import type { RoomId, UserId } from '../types/ids.ts';
import type { JsonObject } from '../types/json.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';

/**
 * The callback of `@AccountData`.
 * https://element-hq.github.io/synapse/latest/modules/account_data_callbacks.html
 */
export interface AccountDataCallbacks {
  /** A user's account data changed: global where `roomId` is null. Deleted data comes as `{}`. */
  onAccountDataUpdated: (
    userId: UserId,
    roomId: RoomId | null,
    accountDataType: string,
    content: JsonObject,
  ) => MaybePromise<void>;
}
