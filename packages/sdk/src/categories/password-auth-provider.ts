import type { CallbackDecorator } from '../decorators/callback-decorator.ts';
import { createCallbackDecorator } from '../decorators/create-callback-decorator.ts';
import { createDecorator } from '../decorators/create-decorator.ts';
import { decoratedMethod } from '../decorators/decorated-method.ts';
import type { MethodDecoratorFor } from '../decorators/method-decorator.ts';
import { noteMethod } from '../decorators/note-method.ts';
import type { AuthCheckerNote } from '../metadata/notes.ts';
import type { UserId } from '../types/ids.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';
import type { LoginResult } from '../types/login.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { UiaResults } from '../types/uia-results.ts';

/**
 * Checks a login of one type. `username` stands as the client typed it: a localpart or a user ID. `loginDict` holds
 * exactly the fields that the checker names.
 */
export type AuthCheckerCallback<Fields extends string = string> = (
  username: string,
  loginType: string,
  loginDict: Readonly<Record<Fields, JsonValue>>,
) => MaybePromise<LoginResult>;

/** An {@linkcode AuthCheckerCallback} with its login type and fields, for registration in a constructor. */
export interface AuthCheckerRegistration<Field extends string = string> {
  readonly loginType: string;
  readonly fields: readonly Field[];
  readonly check: AuthCheckerCallback<Field>;
}

/** Several auth checkers, each with fields of its own. */
export type AuthCheckerRegistrations<Fields extends readonly string[]> = {
  readonly [Index in keyof Fields]: AuthCheckerRegistration<Fields[Index]>;
};

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

/**
 * Declares that a method is a password auth provider callback. Login types are declared with {@linkcode AuthChecker}.
 *
 * @example
 * ```ts
 * @PasswordAuthProvider
 * async onLoggedOut(userId: UserId, deviceId: string | null): Promise<void> { … }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/password_auth_provider_callbacks.html
 */
export const PasswordAuthProvider: CallbackDecorator<PasswordAuthProviderCallbacks, 'password_auth_provider'> =
  createCallbackDecorator('PasswordAuthProvider', 'password_auth_provider');

/**
 * Declares that a method checks logins of one type, which bring exactly these fields.
 *
 * @example
 * ```ts
 * @AuthChecker('com.example.otp', ['password', 'otp'])
 * async checkOtp(username: string, loginType: string, { password, otp }: Record<'password' | 'otp', JsonValue>): Promise<LoginResult> { … }
 * ```
 *
 * @param loginType - `m.login.password`, or a type of your own, named like a Java package.
 * @param fields - What the client must send beside the user. A login without one of them is refused before the method is called.
 * @see https://element-hq.github.io/synapse/latest/modules/password_auth_provider_callbacks.html#auth_checkers
 */
export function AuthChecker<const Field extends string>(
  loginType: string,
  fields: readonly Field[],
): MethodDecoratorFor<AuthCheckerCallback<Field>> {
  const decorator = `@AuthChecker(${JSON.stringify(loginType)})`;
  const note = { loginType, fields: Object.freeze([...fields]) };
  const isSame = (known: AuthCheckerNote): boolean => known.loginType === loginType;
  return createDecorator((args) => {
    const decorated = decoratedMethod(decorator, args);
    noteMethod('auth-checkers', decorator, decorated, note, isSame, 'the checker of this login type already');
  }) as MethodDecoratorFor<AuthCheckerCallback<Field>>;
}
