import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../conformance-case.ts';
import { argumentsOf, askedFor } from '../support/calls.ts';
import { logIn, pathOf, post } from '../support/client.ts';
import { accountValidity, legacyAccountValidity, otpChecker } from '../support/modules.ts';
import { INTERNAL_ERROR, outcomeOf, type RefusedRequest } from '../support/refusal.ts';

const EXPIRED: RefusedRequest = {
  status: 403,
  body: { errcode: 'ORG_MATRIX_EXPIRED_ACCOUNT', error: 'User account has expired' },
};
const TEAPOT: RefusedRequest = { status: 418, body: { errcode: 'M_BAD_STATE', error: 'I am a teapot', lid: 'open' } };
const refuses = { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE', fields: { lid: 'open' } } };

const expiring = {
  callback: 'account_validity.is_user_expired',
  modules: [
    accountValidity(
      {
        is_user_expired: {
          expired: { returns: true },
          babbling: { returns: 'yes' },
          valid: { returns: false },
          zero: { returns: 0 },
          failing: { throws: 'It went wrong' },
          refusing: refuses,
        },
      },
      'first',
    ),
    accountValidity(
      { is_user_expired: { valid: { returns: true }, zero: { returns: true }, late: { returns: true } } },
      'second',
    ),
  ],
} as const;

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

const legacy = {
  modules: [
    legacyAccountValidity({
      on_legacy_send_mail: { failing: { throws: 'It went wrong' }, refusing: refuses },
      on_legacy_renew: {
        valid: { returns: [true, false, 5] },
        stale: { returns: [false, true, 5] },
        babbling: { returns: [true] },
        failing: { throws: 'It went wrong' },
      },
    }),
  ],
} as const;

/** Requests that need a user, with all parts of their paths. */
const REQUESTS: readonly (readonly [method: string, ...segments: string[]])[] = [
  ['GET', 'account', 'whoami'],
  ['POST', 'account', 'deactivate'],
  ['GET', 'capabilities'],
  ['GET', 'devices'],
  ['DELETE', 'devices', 'PHONE'],
  ['POST', 'createRoom'],
  ['POST', 'join', '!room:localhost'],
  ['GET', 'joined_rooms'],
  ['GET', 'publicRooms'],
  ['PUT', 'directory', 'list', 'room', '!room:localhost'],
  ['PUT', 'profile', '@expired:localhost', 'displayname'],
  ['GET', 'pushrules', ''],
  ['PUT', 'presence', '@expired:localhost', 'status'],
  ['PUT', 'rooms', '!room:localhost', 'send', 'm.room.message', 'transaction'],
  ['PUT', 'rooms', '!room:localhost', 'state', 'm.room.topic', ''],
  ['POST', 'rooms', '!room:localhost', 'leave'],
  ['GET', 'rooms', '!room:localhost', 'messages'],
  ['GET', 'sync'],
  ['PUT', 'user', '@expired:localhost', 'account_data', 'org.example.data'],
  ['POST', 'user_directory', 'search'],
];

const SEND_MAIL = '/_matrix/client/unstable/account_validity/send_mail';
const RENEW = '/_matrix/client/unstable/account_validity/renew';
const VALIDITY = '/_synapse/admin/v1/account_validity/validity';

/** Accounts that expire, and what modules hear of registrations and logins. */
export const accountValidityCases: readonly ConformanceCase[] = [
  {
    ...expiring,
    title: 'true is answered with 403 ORG_MATRIX_EXPIRED_ACCOUNT, whatever the user wants',
    run: async (host) => {
      const expired = await host.user('expired');
      for (const [method, ...segments] of REQUESTS) {
        const body = method === 'GET' ? undefined : {};
        const outcome = await outcomeOf(expired.request(method, pathOf(...segments), body));
        expect([method, ...segments, outcome]).toEqual([method, ...segments, EXPIRED]);
      }
      expect(await outcomeOf(expired.upload('Hello', 'text/plain'))).toEqual(EXPIRED);
      const asked = Array.from({ length: REQUESTS.length + 1 }, () => [expired.userId]);
      expect(await argumentsOf(host, 'is_user_expired')).toEqual(asked);
      expect((await expired.fetch('/_matrix/client/versions')).status).toBe(200);
    },
  },
  {
    ...expiring,
    title: 'an expired user may log out of one device, or of all',
    run: async (host) => {
      const [expired, late] = [await host.user('expired'), await host.user('late')];
      await expired.logout();
      await late.request('POST', pathOf('logout', 'all'), {});
      expect(await argumentsOf(host, 'is_user_expired')).toEqual([]);
      expect(await outcomeOf(late.sync())).toMatchObject({ status: 401, body: { errcode: 'M_UNKNOWN_TOKEN' } });
    },
  },
  {
    ...expiring,
    title: 'an expired administrator is refused as well',
    run: async (host) => {
      const expired = await host.user('expired', { admin: true });
      const path = `/_synapse/admin/v2/users/${encodeURIComponent(expired.userId)}`;
      expect(await outcomeOf(expired.request('GET', path))).toEqual(EXPIRED);
    },
  },
  {
    ...expiring,
    title: 'while modules cannot tell, the next one is asked; at last the user is let in',
    run: async (host) => {
      const [alice, late] = [await host.user('alice'), await host.user('late')];
      expect(await outcomeOf(alice.joinedRooms())).toBe('allowed');
      expect(await outcomeOf(late.joinedRooms())).toEqual(EXPIRED);
      expect(await askedFor(host, 'is_user_expired')).toEqual(['first', 'second', 'first', 'second']);
    },
  },
  {
    ...expiring,
    title: 'the first answer counts, true or not, and nobody else is asked',
    run: async (host) => {
      const [valid, zero, babbling] = [await host.user('valid'), await host.user('zero'), await host.user('babbling')];
      expect(await outcomeOf(valid.joinedRooms())).toBe('allowed');
      expect(await outcomeOf(zero.joinedRooms())).toBe('allowed');
      expect(await outcomeOf(babbling.joinedRooms())).toEqual(EXPIRED);
      expect(await askedFor(host, 'is_user_expired')).toEqual(['first', 'first', 'first']);
    },
  },
  {
    ...expiring,
    modules: expiring.modules.toReversed(),
    title: 'in the other order, the other module is heard',
    run: async (host) => {
      const valid = await host.user('valid');
      expect(await outcomeOf(valid.joinedRooms())).toEqual(EXPIRED);
      expect(await askedFor(host, 'is_user_expired')).toEqual(['second']);
    },
  },
  {
    ...expiring,
    title: 'an exception fails the request, a SynapseError reaches the client as it is',
    run: async (host) => {
      const [failing, refusing] = [await host.user('failing'), await host.user('refusing')];
      expect(await outcomeOf(failing.joinedRooms())).toEqual(INTERNAL_ERROR);
      expect(await outcomeOf(refusing.joinedRooms())).toEqual(TEAPOT);
    },
  },
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
  {
    callback: 'account_validity.on_legacy_send_mail',
    ...legacy,
    title: 'answers the request for a mail of a user who is logged in',
    run: async (host) => {
      const [alice, failing, refusing] = [
        await host.user('alice'),
        await host.user('failing'),
        await host.user('refusing'),
      ];
      expect(await alice.request('POST', SEND_MAIL, {})).toEqual({});
      expect(await outcomeOf(failing.request('POST', SEND_MAIL, {}))).toEqual(INTERNAL_ERROR);
      expect(await outcomeOf(refusing.request('POST', SEND_MAIL, {}))).toEqual(TEAPOT);
      expect(await outcomeOf(post(host, SEND_MAIL, {}))).toMatchObject({ status: 401 });
      expect(await argumentsOf(host, 'on_legacy_send_mail')).toEqual([
        [alice.userId],
        [failing.userId],
        [refusing.userId],
      ]);
    },
  },
  {
    callback: 'account_validity.on_legacy_renew',
    ...legacy,
    title: 'decides which page a renewal link shows',
    run: async (host) => {
      const renew = async (token: string): Promise<unknown[]> => {
        const response = await host.fetch(`${RENEW}?token=${token}`);
        return [response.status, response.headers.get('content-type')?.split(';')[0]];
      };
      expect(await renew('valid')).toEqual([200, 'text/html']);
      expect(await renew('stale')).toEqual([200, 'text/html']);
      expect(await renew('unknown')).toEqual([404, 'text/html']);
      expect(await argumentsOf(host, 'on_legacy_renew')).toEqual([['valid'], ['stale'], ['unknown']]);
    },
  },
  {
    callback: 'account_validity.on_legacy_renew',
    ...legacy,
    title: 'anything else than three values fails the request, and so does an exception',
    run: async (host) => {
      for (const token of ['babbling', 'failing']) {
        const response = await host.fetch(`${RENEW}?token=${token}`);
        expect({ status: response.status, body: await response.json() }).toEqual(INTERNAL_ERROR);
      }
    },
  },
  {
    callback: 'account_validity.on_legacy_admin_request',
    ...legacy,
    title: 'gets the request of an administrator, and says when the account expires',
    run: async (host) => {
      const [alice, admin] = [await host.user('alice'), await host.user('admin', { admin: true })];
      const body = { user_id: alice.userId };
      expect(await admin.request('POST', VALIDITY, body)).toEqual({ expiration_ts: 1_234_567 });
      expect(await outcomeOf(alice.request('POST', VALIDITY, body))).toMatchObject({ status: 403 });
      expect(await argumentsOf(host, 'on_legacy_admin_request')).toEqual([
        [{ method: 'POST', path: VALIDITY, body: JSON.stringify(body) }],
      ]);
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
