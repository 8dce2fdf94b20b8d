import type { PasswordAuthProviderCallbacks } from '../callbacks/password-auth-provider.ts';
import type { CallbackDecorator } from './callback-decorator.ts';
import { createCallbackDecorator } from './create-callback-decorator.ts';

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
