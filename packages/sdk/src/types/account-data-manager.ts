import type { UserId } from './ids.ts';
import type { JsonObject, JsonObjectLike } from './json.ts';

/** Global account data of local users: `ModuleApi.accountDataManager`. */
export interface AccountDataManager {
  /**
   * A local user's global account data of one type, frozen; null if there is none.
   *
   * @throws {SynapseError} 400 if the user ID is malformed.
   * @throws {RangeError} If the user belongs to another server.
   */
  getGlobal(userId: UserId, dataType: string): Promise<Readonly<JsonObject> | null>;
  /**
   * Overwrites a local user's global account data of one type, and tells the modules.
   *
   * @throws {TypeError} If `dataType` is not a string or `newData` is not an object.
   * @throws {RangeError} If the user is unknown or belongs to another server.
   */
  putGlobal(userId: UserId, dataType: string, newData: JsonObjectLike): Promise<void>;
}
