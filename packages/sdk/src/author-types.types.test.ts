import { expect, expectTypeOf, test } from 'vitest';
import {
  Codes,
  MediaRepository,
  Module,
  SpamChecker,
  SynapseError,
  UnsignedEventData,
  type JsonObjectLike,
  type JsonValue,
  type ModuleApi,
  type PasswordAuthProviderCallbacks,
  type SpamVerdict,
  type UiaResults,
  type UserId,
} from '@bouton/sdk';
import { readCallbackNotes } from '@bouton/sdk/host';

interface Label {
  label: string;
  weight?: number;
}

interface Limits {
  readonly 'm.upload.size': number;
}

test('what is typed by an interface is taken where JSON is wanted', () => {
  @Module()
  class Labels {
    @UnsignedEventData
    addFieldToUnsignedCallback(): Label {
      return { label: 'x' };
    }

    @MediaRepository
    async getMediaConfigForUser(_user: UserId): Promise<Limits | null> {
      return { 'm.upload.size': 5 };
    }

    @SpamChecker
    userMayCreateRoom(): SpamVerdict {
      const reason: Label = { label: 'full' };
      return [Codes.FORBIDDEN, reason];
    }
  }

  const reason: Label = { label: 'x' };
  expect(new SynapseError(400, 'no', 'ORG.EXAMPLE.NO', reason).toJson()).toEqual({
    errcode: 'ORG.EXAMPLE.NO',
    error: 'no',
    label: 'x',
  });
  expect(readCallbackNotes(Labels)).toHaveLength(3);
});

test('JsonObjectLike is not a list, function or promise', () => {
  expectTypeOf<Label>().toExtend<JsonObjectLike>();
  expectTypeOf<Label[]>().not.toExtend<JsonObjectLike>();
  expectTypeOf<() => Label>().not.toExtend<JsonObjectLike>();
  expectTypeOf<Promise<Label>>().not.toExtend<JsonObjectLike>();
  expectTypeOf<string>().not.toExtend<JsonObjectLike>();
  expectTypeOf<null>().not.toExtend<JsonObjectLike>();
});

test('the stages of an authentication are typed', () => {
  type Results = Parameters<PasswordAuthProviderCallbacks['getUsernameForRegistration']>[0];
  expectTypeOf<Results>().toEqualTypeOf<UiaResults>();
  const results: Results = { 'm.login.email.identity': { medium: 'email', address: 'a@b' }, 'org.example.age': 18 };
  expectTypeOf(results['m.login.email.identity']?.address).toEqualTypeOf<string | undefined>();
  expectTypeOf(results['org.example.age']).toEqualTypeOf<JsonValue | undefined>();
  expect(results['m.login.email.identity']?.address).toBe('a@b');
});

// Only compiled.
export function compiled(api: ModuleApi): void {
  api.registerPasswordAuthProviderCallbacks({
    authCheckers: [
      {
        loginType: 'com.example.otp',
        fields: ['password', 'otp'],
        check: (username, _loginType, { password, otp }) => {
          expectTypeOf(otp).toEqualTypeOf<JsonValue>();
          return password === otp ? [`@${username}:example.com`] : null;
        },
      },
      {
        loginType: 'com.example.card',
        fields: ['card'],
        check: (_username, _loginType, { card }) => (card === 1 ? ['@a:b'] : null),
      },
    ],
    onLoggedOut: () => {},
  });
  api.registerPasswordAuthProviderCallbacks({
    authCheckers: [
      {
        loginType: 'com.example.otp',
        fields: ['password'],
        // @ts-expect-error The checker names no such field.
        check: (_username, _loginType, { otp }) => (otp === 1 ? ['@a:b'] : null),
      },
    ],
  });
}
