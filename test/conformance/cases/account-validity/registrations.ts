import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { argumentsOf, askedFor } from '../../support/calls.ts';
import { logIn, pathOf, post } from '../../support/client.ts';
import { accountValidity, otpChecker } from '../../support/modules.ts';
import { INTERNAL_ERROR, outcomeOf, type RefusedRequest } from '../../support/refusal.ts';

const TEAPOT: RefusedRequest = { status: 418, body: { errcode: 'M_BAD_STATE', error: 'I am a teapot', lid: 'open' } };
const refuses = { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE', fields: { lid: 'open' } } };

const telling = {
  modules: [
    accountValidity(
      {
        on_user_registration: { failing: { throws: 'It went wrong' }, refusing: refuses },
        on_user_login: { unlucky: { throws: 'It went wrong' }, unwelcome: refuses },
      },
      'first',
    ),
    accountValidity({}, 'second'),
    otpChecker({ auth_checkers: { '*': { names: ['*'] } } }),
  ],
} as const;

/** What modules hear of registrations and logins. */
export const registrationCases: readonly ConformanceCase[] = [
  {
    callback: 'account_validity.on_user_registration',
    ...telling,
    title: 'is told of registrations, by users and by administrators',
    run: async (host) => {
      const { user_id: userId } = await register(host, 'alice');
      const bob = await host.user('bob', { password: 'secret' });
      expect(await argumentsOf(host, 'on_user_registration')).toEqual([[userId], [userId], [bob.userId], [bob.userId]]);
      expect(await argumentsOf(host, 'on_user_login')).toEqual([]);
    },
  },
  {
    callback: 'account_validity.on_user_registration',
    ...telling,
    title: 'an exception fails the request, though the account is there, and nobody else is told',
    run: async (host) => {
      expect(await outcomeOf(register(host, 'failing'))).toEqual(INTERNAL_ERROR);
      expect(await askedFor(host, 'on_user_registration')).toEqual(['first']);
      expect(await outcomeOf(register(host, 'failing'))).toMatchObject({
        status: 400,
        body: { errcode: 'M_USER_IN_USE' },
      });
    },
  },
  {
    callback: 'account_validity.on_user_registration',
    ...telling,
    title: 'a SynapseError reaches the client as it is',
    run: async (host) => expect(await outcomeOf(register(host, 'refusing'))).toEqual(TEAPOT),
  },
  {
    callback: 'account_validity.on_user_login',
    ...telling,
    title: 'gets the user and the type of the login',
    run: async (host) => {
      const alice = await host.user('alice');
      await otpLogin(host, 'alice');
      const call = [alice.userId, 'org.example.otp', null];
      expect(await argumentsOf(host, 'on_user_login')).toEqual([call, call]);
    },
  },
  {
    callback: 'account_validity.on_user_login',
    ...telling,
    title: 'an exception fails the login, though the device is there, and nobody else is told',
    run: async (host) => {
      const unlucky = await host.user('unlucky');
      expect(await outcomeOf(otpLogin(host, 'unlucky'))).toEqual(INTERNAL_ERROR);
      expect(await askedFor(host, 'on_user_login')).toEqual(['first']);
      const { devices } = await unlucky.request('GET', pathOf('devices'));
      expect((devices as { device_id: string }[]).map(({ device_id }) => device_id)).toContain('OTP');
    },
  },
  {
    callback: 'account_validity.on_user_login',
    ...telling,
    title: 'a SynapseError reaches the client as it is',
    run: async (host) => {
      await host.user('unwelcome');
      expect(await outcomeOf(otpLogin(host, 'unwelcome'))).toEqual(TEAPOT);
    },
  },
];

function register(host: ConformanceHost, name: string): ReturnType<typeof post> {
  const body = { username: host.localpart(name), password: 'secret', auth: { type: 'm.login.dummy' } };
  return post(host, pathOf('register'), body);
}

function otpLogin(host: ConformanceHost, name: string): ReturnType<typeof logIn> {
  return logIn(host, { type: 'org.example.otp', user: host.localpart(name), otp: 1, hint: 2, device_id: 'OTP' });
}
