import type { UserId } from './ids.ts';
import type { JsonObject } from './json.ts';
import type { MaybePromise } from './maybe-promise.ts';

/**
 * The body that answers a login. A post-login callback may edit it.
 * https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3login
 */
export interface LoginResponse extends JsonObject {
  user_id?: UserId;
  access_token?: string;
  device_id?: string;
  home_server?: string;
  expires_in_ms?: number;
  refresh_token?: string;
}

/** Called after the login that a module accepted, before the client is answered. */
export type PostLoginCallback = (response: LoginResponse) => MaybePromise<void>;

/**
 * Who a module says the user is, and what to do once that user is logged in. Null or undefined: this module does not
 * know the user, ask the next one.
 */
export type LoginResult = readonly [userId: UserId, afterLogin?: PostLoginCallback | null] | null | undefined;
