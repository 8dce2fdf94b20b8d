import type { JsonObject } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { argumentsOf, askedFor } from '../../support/calls.ts';
import { logIn, pathOf, post } from '../../support/client.ts';
import { passwordAuthProvider } from '../../support/modules.ts';
import { outcomeOf, type RefusedRequest } from '../../support/refusal.ts';

const INVALID: RefusedRequest = {
  status: 403,
  body: { errcode: 'M_FORBIDDEN', error: 'Invalid username or password' },
};
/** Some callbacks answer for every exception themselves. The capitals are Synapse's. */
const FAULT: RefusedRequest = { status: 500, body: { errcode: 'M_UNKNOWN', error: 'Internal Server Error' } };
const TEAPOT = { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE' } };

const login = {
  callback: 'password_auth_provider.check_3pid_auth',
  modules: [
    passwordAuthProvider(
      {
        check_3pid_auth: {
          alice: { names: ['alice'] },
          torn: { names: ['alice'] },
          babbling: { returns: true },
          failing: { throws: 'It went wrong' },
        },
        post_login: { alice: { edits: { 'org.example.mark': 1 } } },
      },
      'first',
    ),
    passwordAuthProvider(
      { check_3pid_auth: { torn: { names: ['bob'] }, babbling: { names: ['bob'] }, failing: { names: ['bob'] } } },
      'second',
    ),
  ],
} as const;

const allowance = {
  callback: 'password_auth_provider.is_3pid_allowed',
  modules: [
    passwordAuthProvider(
      {
        is_3pid_allowed: {
          denied: { returns: false },
          '447700900001': { returns: false },
          babbling: { returns: 'no' },
          failing: { throws: 'It went wrong' },
          refusing: TEAPOT,
        },
      },
      'first',
    ),
    passwordAuthProvider({ is_3pid_allowed: { babbling: { returns: false } } }, 'second'),
  ],
} as const;

/** Where an address is to be used, and the text with which a module's refusal is answered. */
const REQUESTS = [
  {
    path: ['register', 'email', 'requestToken'],
    medium: 'email',
    registration: true,
    error: 'Your email domain is not authorized to register on this server',
  },
  {
    path: ['register', 'msisdn', 'requestToken'],
    medium: 'msisdn',
    registration: true,
    error: 'Phone numbers are not authorized to register on this server',
  },
  {
    path: ['account', '3pid', 'email', 'requestToken'],
    medium: 'email',
    registration: false,
    error: 'Your email domain is not authorized on this server',
  },
  {
    path: ['account', '3pid', 'msisdn', 'requestToken'],
    medium: 'msisdn',
    registration: false,
    error: 'Account phone numbers are not authorized on this server',
  },
] as const;

/** Email addresses and telephone numbers: who logs in with one, and who may use one. */
export const addressCases: readonly ConformanceCase[] = [
  {
    ...login,
    title: 'gets the medium, the address in its canonical form, and the password',
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await mailLogin(host, mail(host, 'Alice'))).toMatchObject({ user_id: alice.userId });
      const args = ['email', mail(host, 'alice'), 'secret'];
      expect(await argumentsOf(host, 'check_3pid_auth')).toEqual([args]);
    },
  },
  {
    ...login,
    title: 'what follows the login edits the answer',
    run: async (host) => {
      await host.user('alice');
      expect(await mailLogin(host, mail(host, 'alice'))).toMatchObject({ 'org.example.mark': 1 });
    },
  },
  {
    ...login,
    title: 'where no module knows the address, it is looked up, and the password compared',
    run: async (host) => {
      const [carol, admin] = [
        await host.user('carol', { password: 'secret' }),
        await host.user('admin', { admin: true }),
      ];
      expect(await outcomeOf(mailLogin(host, mail(host, 'carol')))).toEqual(INVALID);
      await admin.request('PUT', `/_synapse/admin/v2/users/${encodeURIComponent(carol.userId)}`, {
        threepids: [{ medium: 'email', address: mail(host, 'carol') }],
      });
      expect(await mailLogin(host, mail(host, 'carol'))).toMatchObject({ user_id: carol.userId });
      expect(await askedFor(host, 'check_3pid_auth')).toEqual(['first', 'second', 'first', 'second']);
    },
  },
  {
    ...login,
    title: 'the first module that knows the address is heard, and nobody else is asked',
    run: async (host) => {
      const [alice] = [await host.user('alice'), await host.user('bob')];
      expect(await mailLogin(host, mail(host, 'torn'))).toMatchObject({ user_id: alice.userId });
      expect(await askedFor(host, 'check_3pid_auth')).toEqual(['first']);
    },
  },
  {
    ...login,
    modules: login.modules.toReversed(),
    title: 'in the other order, the other module is heard',
    run: async (host) => {
      const [, bob] = [await host.user('alice'), await host.user('bob')];
      expect(await mailLogin(host, mail(host, 'torn'))).toMatchObject({ user_id: bob.userId });
      expect(await askedFor(host, 'check_3pid_auth')).toEqual(['second']);
    },
  },
  {
    ...login,
    title: 'after an exception, or anything else than a user ID, the next module is asked',
    run: async (host) => {
      const bob = await host.user('bob');
      expect(await mailLogin(host, mail(host, 'failing'))).toMatchObject({ user_id: bob.userId });
      expect(await mailLogin(host, mail(host, 'babbling'))).toMatchObject({ user_id: bob.userId });
    },
  },
  {
    ...login,
    title: 'is not asked of logins with a name',
    run: async (host) => {
      const carol = await host.user('carol', { password: 'secret' });
      await logIn(host, { type: 'm.login.password', user: carol.userId, password: 'secret' });
      expect(await argumentsOf(host, 'check_3pid_auth')).toEqual([]);
    },
  },
  ...REQUESTS.map(({ path, medium, registration, error }): ConformanceCase => ({
    ...allowance,
    title: `false refuses ${path.join('/')}, and nobody else is asked`,
    run: async (host) => {
      const address = medium === 'email' ? 'denied@example.com' : '447700900001';
      expect(await outcomeOf(requestToken(host, path, address))).toEqual({
        status: 403,
        body: { errcode: 'M_THREEPID_DENIED', error },
      });
      expect(await argumentsOf(host, 'is_3pid_allowed')).toEqual([[medium, address, registration]]);
    },
  })),
  {
    ...allowance,
    title: 'every module is asked while they allow; the request fails where the homeserver sends no mail',
    run: async (host) => {
      const request = requestToken(host, ['register', 'email', 'requestToken'], 'Bob@Example.COM');
      expect(await outcomeOf(request)).not.toMatchObject({ status: 403 });
      expect(await argumentsOf(host, 'is_3pid_allowed')).toEqual([
        ['email', 'bob@example.com', true],
        ['email', 'bob@example.com', true],
      ]);
    },
  },
  {
    ...allowance,
    title: 'anything else than a boolean counts as no answer',
    run: async (host) => {
      const request = requestToken(host, ['register', 'email', 'requestToken'], 'babbling@example.com');
      expect(await outcomeOf(request)).toMatchObject({ status: 403, body: { errcode: 'M_THREEPID_DENIED' } });
      expect(await askedFor(host, 'is_3pid_allowed')).toEqual(['first', 'second']);
    },
  },
  {
    ...allowance,
    title: 'an exception, a SynapseError too, is answered with 500 "Internal Server Error"',
    run: async (host) => {
      const path = ['account', '3pid', 'email', 'requestToken'];
      expect(await outcomeOf(requestToken(host, path, 'failing@example.com'))).toEqual(FAULT);
      expect(await outcomeOf(requestToken(host, path, 'refusing@example.com'))).toEqual(FAULT);
    },
  },
];

/** An address of this case's alone. */
function mail(host: ConformanceHost, name: string): string {
  return `${host.localpart(name)}@${name === name.toLowerCase() ? 'example.com' : 'Example.COM'}`;
}

function mailLogin(host: ConformanceHost, address: string): Promise<JsonObject> {
  const identifier = { type: 'm.id.thirdparty', medium: 'email', address };
  return logIn(host, { type: 'm.login.password', identifier, password: 'secret' });
}

function requestToken(host: ConformanceHost, path: readonly string[], address: string): Promise<JsonObject> {
  const who = path.includes('email') ? { email: address } : { phone_number: `+${address}`, country: 'GB' };
  return post(host, pathOf(...path), { ...who, client_secret: 'secret', send_attempt: 1 });
}
