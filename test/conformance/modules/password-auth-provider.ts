import {
  AuthChecker,
  Module,
  PasswordAuthProvider,
  type JsonObject,
  type JsonValue,
  type LoginResponse,
  type LoginResult,
  type PostLoginCallback,
  type UserId,
} from '@bouton/sdk';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

/** What auth checkers have in common: they know the users that they are told to, and play a part after the login. */
abstract class Checker extends RecordingModule {
  protected check(callback: string, who: string, args: readonly unknown[]): Promise<LoginResult> {
    return this.play<LoginResult>(callback, who, args, null, {
      name: ([user]) => (user === undefined ? null : [user, this.#afterLogin(user)]),
    });
  }

  #afterLogin(user: UserId): PostLoginCallback {
    return (response: LoginResponse) =>
      this.play<void>('post_login', user, [response], undefined, {
        edit: (edits) => void Object.assign(response, edits),
      });
  }
}

/** Checks a login type of its own. */
@Module({ config: RecordingConfig })
export class OtpModule extends Checker {
  @AuthChecker('org.example.otp', ['otp', 'hint'])
  checkOtp(username: string, type: string, fields: Readonly<Record<'otp' | 'hint', JsonValue>>): Promise<LoginResult> {
    return this.check('auth_checkers', username, [username, type, fields]);
  }
}

/** Checks passwords. */
@Module({ config: RecordingConfig })
export class PasswordModule extends Checker {
  @AuthChecker('m.login.password', ['password'])
  checkPassword(username: string, type: string, fields: Readonly<Record<'password', JsonValue>>): Promise<LoginResult> {
    return this.check('auth_checkers', username, [username, type, fields]);
  }
}

/** Every other callback of password auth providers. */
@Module({ config: RecordingConfig })
export class PasswordAuthProviderModule extends Checker {
  @PasswordAuthProvider
  check3pidAuth(medium: string, address: string, password: string): Promise<LoginResult> {
    return this.check('check_3pid_auth', address, [medium, address, password]);
  }

  @PasswordAuthProvider
  onLoggedOut(user: UserId, device: string | null, token: string): Promise<void> {
    return this.play('on_logged_out', user, [user, device, token], undefined);
  }

  @PasswordAuthProvider
  is3pidAllowed(medium: string, address: string, registration: boolean): Promise<boolean> {
    return this.play('is_3pid_allowed', address, [medium, address, registration], true);
  }

  @PasswordAuthProvider
  getUsernameForRegistration(results: JsonObject, params: JsonObject): Promise<string | null> {
    const username = String(params['username'] ?? '');
    return this.play<string | null>('get_username_for_registration', username, [results, params], null, {
      name: ([user]) => user?.slice(1, user.indexOf(':')) ?? null,
    });
  }

  @PasswordAuthProvider
  getDisplaynameForRegistration(results: JsonObject, params: JsonObject): Promise<string | null> {
    const username = String(params['username'] ?? '');
    return this.play<string | null>('get_displayname_for_registration', username, [results, params], null);
  }
}
