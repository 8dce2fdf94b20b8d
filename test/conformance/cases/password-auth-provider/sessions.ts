import type { JsonObject } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { argumentsOf, askedFor } from '../../support/calls.ts';
import { logIn, pathOf, post } from '../../support/client.ts';
import { otpChecker, passwordAuthProvider } from '../../support/modules.ts';
import { outcomeOf, type RefusedRequest } from '../../support/refusal.ts';

const FAULT: RefusedRequest = { status: 500, body: { errcode: 'M_UNKNOWN', error: 'Internal Server Error' } };
const TEAPOT = { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE' } };

const modules = [
  passwordAuthProvider(
    {
      on_logged_out: { failing: { throws: 'It went wrong' } },
      get_username_for_registration: {
        renamed: { names: ['Chosen'] },
        babbling: { returns: 5 },
        failing: { throws: 'It went wrong' },
        refusing: TEAPOT,
      },
      get_displayname_for_registration: {
        named: { returns: 'The first name' },
        numbered: { returns: 5 },
        clumsy: { throws: 'It went wrong' },
      },
    },
    'first',
  ),
  passwordAuthProvider(
    {
      get_username_for_registration: { renamed: { names: ['other'] } },
      get_displayname_for_registration: {
        named: { returns: 'The second name' },
        numbered: { returns: 'The second name' },
      },
    },
    'second',
  ),
  otpChecker({ auth_checkers: { '*': { names: ['*'] } } }),
] as const;

const logout = { callback: 'password_auth_provider.on_logged_out', modules } as const;
const username = { callback: 'password_auth_provider.get_username_for_registration', modules } as const;
const displayname = { callback: 'password_auth_provider.get_displayname_for_registration', modules } as const;

/** The names that modules give new users, and the logouts that they hear of. */
export const sessionCases: readonly ConformanceCase[] = [
  {
    ...logout,
    title: 'gets the user, the device and the token; every module is told',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.logout();
      const call = [alice.userId, alice.deviceId, alice.accessToken];
      expect(await argumentsOf(host, 'on_logged_out')).toEqual([call, call]);
    },
  },
  {
    ...logout,
    title: 'is told of every token of a user who logs out everywhere',
    run: async (host) => {
      const alice = await host.user('alice');
      const phone = await otpLogin(host, 'alice', 'PHONE');
      await alice.request('POST', pathOf('logout', 'all'), {});
      expect(await loggedOut(host)).toEqual([alice.accessToken, String(phone['access_token'])].toSorted());
    },
  },
  {
    ...logout,
    title: 'is told of a device that is deleted',
    run: async (host) => {
      const alice = await host.user('alice');
      const phone = await otpLogin(host, 'alice', 'PHONE');
      await alice.request('DELETE', pathOf('devices', 'PHONE'), { auth: auth(alice) });
      expect(await loggedOut(host)).toEqual([phone['access_token']]);
    },
  },
  {
    ...logout,
    title: 'is told of the other devices when the password is changed',
    run: async (host) => {
      const alice = await host.user('alice');
      const phone = await otpLogin(host, 'alice', 'PHONE');
      await alice.request('POST', pathOf('account', 'password'), { new_password: 'new secret', auth: auth(alice) });
      expect(await loggedOut(host)).toEqual([phone['access_token']]);
    },
  },
  {
    ...logout,
    title: 'is told of the devices of a user who is deactivated',
    run: async (host) => {
      const [alice, admin] = [await host.user('alice'), await host.user('admin', { admin: true })];
      await admin.request('POST', `/_synapse/admin/v1/deactivate/${encodeURIComponent(alice.userId)}`, {});
      expect(await loggedOut(host)).toEqual([alice.accessToken]);
    },
  },
  {
    ...logout,
    title: 'an exception harms neither the logout nor the next module',
    run: async (host) => {
      const failing = await host.user('failing');
      await failing.logout();
      expect(await askedFor(host, 'on_logged_out')).toEqual(['first', 'second']);
      expect(await outcomeOf(failing.joinedRooms())).toMatchObject({ status: 401 });
    },
  },
  {
    ...username,
    title: 'gets what the client has shown, and the request without its password',
    run: async (host) => {
      await register(host, 'alice', { 'org.example.extra': [1] });
      const params = { username: host.localpart('alice'), 'org.example.extra': [1] };
      const call = [{ 'm.login.dummy': true }, params];
      expect(await argumentsOf(host, 'get_username_for_registration')).toEqual([call, call]);
      expect(await argumentsOf(host, 'get_displayname_for_registration')).toEqual([call, call]);
    },
  },
  {
    ...username,
    title: 'the first name counts, in lower case, and nobody else is asked',
    run: async (host) => {
      const userId = `@${host.localpart('chosen')}:${host.serverName}`;
      expect(await register(host, 'renamed')).toMatchObject({ user_id: userId });
      expect(await askedFor(host, 'get_username_for_registration')).toEqual(['first']);
    },
  },
  {
    ...username,
    modules: modules.toReversed(),
    title: 'in the other order, the other module is heard',
    run: async (host) => {
      const userId = `@${host.localpart('other')}:${host.serverName}`;
      expect(await register(host, 'renamed')).toMatchObject({ user_id: userId });
      expect(await askedFor(host, 'get_username_for_registration')).toEqual(['second']);
    },
  },
  {
    ...username,
    title: 'anything else than a text counts as no answer: the client gets the name that it wants',
    run: async (host) => {
      const userId = `@${host.localpart('babbling')}:${host.serverName}`;
      expect(await register(host, 'babbling')).toMatchObject({ user_id: userId });
      expect(await askedFor(host, 'get_username_for_registration')).toEqual(['first', 'second']);
    },
  },
  {
    ...username,
    title: 'an exception, a SynapseError too, is answered with 500 "Internal Server Error"',
    run: async (host) => {
      expect(await outcomeOf(register(host, 'failing'))).toEqual(FAULT);
      expect(await outcomeOf(register(host, 'refusing'))).toEqual(FAULT);
    },
  },
  {
    ...displayname,
    title: 'the first text counts, and becomes the display name',
    run: async (host) => {
      expect(await displaynameOf(host, await register(host, 'named'))).toBe('The first name');
      expect(await askedFor(host, 'get_displayname_for_registration')).toEqual(['first']);
      expect(await displaynameOf(host, await register(host, 'numbered'))).toBe('The second name');
      expect(await displaynameOf(host, await register(host, 'nobody'))).toBe(host.localpart('nobody'));
    },
  },
  {
    ...displayname,
    title: 'an exception is answered with 500 "Internal Server Error", and nobody is registered',
    run: async (host) => {
      expect(await outcomeOf(register(host, 'clumsy'))).toEqual(FAULT);
      const path = `${pathOf('register', 'available')}?username=${host.localpart('clumsy')}`;
      expect(await (await host.fetch(path)).json()).toEqual({ available: true });
    },
  },
];

function otpLogin(host: ConformanceHost, name: string, device: string): Promise<JsonObject> {
  return logIn(host, { type: 'org.example.otp', user: host.localpart(name), otp: 1, hint: 2, device_id: device });
}

function auth(user: TestUser): JsonObject {
  return { type: 'org.example.otp', identifier: { type: 'm.id.user', user: user.userId }, otp: 1, hint: 2 };
}

/** The tokens that the first module heard of, sorted. */
async function loggedOut(host: ConformanceHost): Promise<string[]> {
  const trace = await host.trace();
  return trace
    .filter(({ module, callback }) => module === 'first' && callback === 'on_logged_out')
    .map(({ args: [, , token] }) => String(token))
    .toSorted();
}

function register(host: ConformanceHost, name: string, extra: JsonObject = {}): Promise<JsonObject> {
  const body = { username: host.localpart(name), password: 'secret', auth: { type: 'm.login.dummy' }, ...extra };
  return post(host, pathOf('register'), body);
}

async function displaynameOf(host: ConformanceHost, { user_id: userId }: JsonObject): Promise<unknown> {
  const response = await host.fetch(pathOf('profile', String(userId), 'displayname'));
  return ((await response.json()) as JsonObject)['displayname'];
}
