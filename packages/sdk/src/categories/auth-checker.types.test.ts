import { expect, test } from 'vitest';
import { readAuthCheckerNotes } from '../metadata/read-notes.ts';
import type { JsonValue } from '../types/json.ts';
import type { LoginResult } from '../types/login.ts';
import { AuthChecker } from './password-auth-provider.ts';

test('AuthChecker notes login type and fields of methods that take exactly these fields', () => {
  class Accepted {
    @AuthChecker('com.example.otp', ['password', 'otp'])
    async checkOtp(
      username: string,
      _loginType: string,
      { password, otp }: Record<'password' | 'otp', JsonValue>,
    ): Promise<LoginResult> {
      return password === otp ? [`@${username}:example.com`] : null;
    }

    @AuthChecker('m.login.password', ['password'])
    checkPassword(username: string, _loginType: string, login: { readonly password: JsonValue }): LoginResult {
      return login.password === '' ? undefined : [`@${username}:example.com`, (response) => void response.device_id];
    }

    @AuthChecker('com.example.nobody', [])
    checkNobody() {
      return null;
    }
  }

  const notes = readAuthCheckerNotes(Accepted);
  expect(notes).toEqual([
    { loginType: 'com.example.otp', fields: ['password', 'otp'], method: 'checkOtp' },
    { loginType: 'm.login.password', fields: ['password'], method: 'checkPassword' },
    { loginType: 'com.example.nobody', fields: [], method: 'checkNobody' },
  ]);
  expect(Object.isFrozen(notes[0]?.fields)).toBe(true);
});

test('AuthChecker refuses a static method', () => {
  const check = (): null => null;
  expect(() =>
    Reflect.apply(AuthChecker('m.login.password', ['password']), undefined, [class Demo {}, 'check', { value: check }]),
  ).toThrow('@AuthChecker("m.login.password") stands on Demo.check, which is static; it belongs on a method');
});

// Only compiled.
export function refusedByTheCompiler(): unknown {
  class Refused {
    // @ts-expect-error There is no field "pin".
    @AuthChecker('com.example.otp', ['password', 'otp'])
    a(_username: string, _loginType: string, login: { readonly pin: JsonValue }): LoginResult {
      return login.pin === '' ? null : undefined;
    }

    // @ts-expect-error A client may send any JSON.
    @AuthChecker('com.example.otp', ['otp'])
    b(_username: string, _loginType: string, login: { readonly otp: string }): LoginResult {
      return login.otp === '' ? null : undefined;
    }

    // @ts-expect-error A login is a user ID in a tuple.
    @AuthChecker('com.example.otp', ['otp'])
    c(username: string) {
      return `@${username}:example.com`;
    }
  }
  return Refused;
}
