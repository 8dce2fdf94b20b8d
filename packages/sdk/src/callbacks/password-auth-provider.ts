import type { UserId } from '../types/ids.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';
import type { LoginResult } from '../types/login.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { UiaResults } from '../types/uia-results.ts';

/**
 * Checks a login of one type. `username` stands as the client typed it: a localpart or a user ID. `loginDict` holds
 * exactly the fields that the checker names.
 */
export type AuthChecker<Fields extends string = string> = (
  username: string,
  loginType: string,
  loginDict: Readonly<Record<Fields, JsonValue>>,
) => MaybePromise<LoginResult>;

/** An {@linkcode AuthChecker} with its login type and fields, for registration in a constructor. */
export interface AuthCheckerRegistration {
  readonly loginType: string;
  readonly fields: readonly string[];
  readonly check: AuthChecker;
}

/**
 * The callbacks of `@PasswordAuthProvider`; `@AuthChecker` declares the login types.
 * https://element-hq.github.io/synapse/latest/modules/password_auth_provider_callbacks.html
 */
export interface PasswordAuthProviderCallbacks {
  /** Checks a password login with an email address or telephone number. */
  check3pidAuth: (medium: string, address: string, password: string) => MaybePromise<LoginResult>;
  /** An access token was deleted. Called once per token. */
  onLoggedOut: (userId: UserId, deviceId: string | null, accessToken: string) => MaybePromise<void>;
  /** May this email address or telephone number be used, for a registration or by an existing account? */
  is3pidAllowed: (medium: string, address: string, registration: boolean) => MaybePromise<boolean>;
  /** The localpart for a registration; null or undefined: as the client asked. */
  getUsernameForRegistration: (uiaResults: UiaResults, params: JsonObject) => MaybePromise<string | null | undefined>;
  /** The display name for a registration; null or undefined: the localpart. */
  getDisplaynameForRegistration: (
    uiaResults: UiaResults,
    params: JsonObject,
  ) => MaybePromise<string | null | undefined>;
}
