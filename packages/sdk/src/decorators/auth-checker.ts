import type { AuthChecker as AuthCheckerCallback } from '../callbacks/password-auth-provider.ts';
import { appendNote } from '../metadata/note-store.ts';
import { decoratedMethod } from './decorated-method.ts';
import type { MethodDecoratorFor } from './method-decorator.ts';

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
  return (...args) => {
    const { holder, method } = decoratedMethod(`@AuthChecker(${JSON.stringify(loginType)})`, args);
    const note = { loginType, fields: Object.freeze([...fields]), method };
    appendNote('auth-checkers', holder, note);
  };
}
