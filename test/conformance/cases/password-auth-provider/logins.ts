import type { JsonObject } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import type { Behaviours } from '../../modules/behaviour.ts';
import { argumentsOf, askedFor } from '../../support/calls.ts';
import { logIn, pathOf } from '../../support/client.ts';
import { otpChecker, passwordChecker } from '../../support/modules.ts';
import { INTERNAL_ERROR, outcomeOf, type RefusedRequest } from '../../support/refusal.ts';

const callback = 'password_auth_provider.auth_checkers';
const OTP = 'org.example.otp';
const PASSWORD = 'm.login.password';

const INVALID: RefusedRequest = {
  status: 403,
  body: { errcode: 'M_FORBIDDEN', error: 'Invalid username or password' },
};
const TEAPOT = { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE' } };

const first: Behaviours = {
  auth_checkers: {
    alice: { names: ['alice'] },
    impostor: { names: ['alice'] },
    editor: { names: ['editor'] },
    unlucky: { names: ['unlucky'] },
    unwelcome: { names: ['unwelcome'] },
    failing: { throws: 'It went wrong' },
    refusing: TEAPOT,
    text: { returns: '@text:localhost' },
    number: { returns: [1, null] },
    long: { returns: ['@long:localhost', null, null] },
    odd: { returns: ['@odd:localhost', 'no function'] },
    torn: { names: ['alice'] },
  },
  post_login: {
    editor: { edits: { 'org.example.mark': 1, device_id: 'EDITED' } },
    unlucky: { throws: 'It went wrong' },
    unwelcome: TEAPOT,
  },
};

const second: Behaviours = { auth_checkers: { torn: { names: ['bob'] }, failing: { names: ['failing'] } } };

const otp = { callback, modules: [otpChecker(first, 'first'), otpChecker(second, 'second')] } as const;
const password = { callback, modules: [passwordChecker(first, 'first'), otpChecker({}, 'second')] } as const;

/** Logins that modules check. */
export const loginCases: readonly ConformanceCase[] = [
  {
    ...otp,
    title: 'the login types of modules are offered behind m.login.password',
    run: async (host) => {
      const { flows } = (await (await host.fetch(pathOf('login'))).json()) as { flows: { type: string }[] };
      const types = flows.map(({ type }) => type).filter((type) => type === PASSWORD || type === OTP);
      expect(types).toEqual([PASSWORD, OTP]);
    },
  },
  {
    ...otp,
    title: 'gets the name as it was typed, the type, and exactly the fields that it wants, as they were sent',
    run: async (host) => {
      const alice = await host.user('alice');
      const fields = { otp: { digits: [1, 2, 3] }, hint: null };
      await logIn(host, { type: OTP, user: host.localpart('alice'), ...fields, password: 'secret' });
      await logIn(host, { type: OTP, identifier: { type: 'm.id.user', user: alice.userId }, ...fields });
      expect(await argumentsOf(host, 'auth_checkers')).toEqual([
        [host.localpart('alice'), OTP, fields],
        [alice.userId, OTP, fields],
      ]);
    },
  },
  {
    ...otp,
    title: 'a login is answered like one with a password, and the token is good',
    run: async (host) => {
      const alice = await host.user('alice');
      const answer = await otpLogin(host, 'alice', { device_id: 'PHONE' });
      expect(answer).toEqual({
        user_id: alice.userId,
        access_token: expect.any(String),
        device_id: 'PHONE',
        home_server: host.serverName,
        // Where the homeserver tells clients its address.
        ...('well_known' in answer && { well_known: expect.anything() }),
      });
      const headers = { authorization: `Bearer ${String(answer['access_token'])}` };
      const whoami = await host.fetch(pathOf('account', 'whoami'), { headers });
      expect(await whoami.json()).toEqual({ user_id: alice.userId, is_guest: false, device_id: 'PHONE' });
    },
  },
  {
    ...otp,
    title: 'without a field that it wants, nobody is asked',
    run: async (host) => {
      expect(await outcomeOf(logIn(host, { type: OTP, user: host.localpart('alice'), otp: 1 }))).toEqual({
        status: 400,
        body: { errcode: 'M_UNKNOWN', error: "Missing parameters for login type org.example.otp: ['hint']" },
      });
      expect(await argumentsOf(host, 'auth_checkers')).toEqual([]);
    },
  },
  {
    ...otp,
    title: 'when nobody knows the user, every module was asked, and the login is refused',
    run: async (host) => {
      expect(await outcomeOf(otpLogin(host, 'stranger'))).toEqual(INVALID);
      expect(await askedFor(host, 'auth_checkers')).toEqual(['first', 'second']);
    },
  },
  {
    ...otp,
    title: 'the first module that knows the user is heard, and nobody else is asked',
    run: async (host) => {
      const [alice] = [await host.user('alice'), await host.user('bob')];
      expect(await otpLogin(host, 'torn')).toMatchObject({ user_id: alice.userId });
      expect(await askedFor(host, 'auth_checkers')).toEqual(['first']);
    },
  },
  {
    ...otp,
    modules: otp.modules.toReversed(),
    title: 'in the other order, the other module is heard',
    run: async (host) => {
      const [, bob] = [await host.user('alice'), await host.user('bob')];
      expect(await otpLogin(host, 'torn')).toMatchObject({ user_id: bob.userId });
      expect(await askedFor(host, 'auth_checkers')).toEqual(['second']);
    },
  },
  {
    ...otp,
    title: 'after an exception the next module is asked',
    run: async (host) => {
      const failing = await host.user('failing');
      expect(await otpLogin(host, 'failing')).toMatchObject({ user_id: failing.userId });
      expect(await askedFor(host, 'auth_checkers')).toEqual(['first', 'second']);
    },
  },
  {
    ...otp,
    title: 'a SynapseError is only an exception',
    run: async (host) => expect(await outcomeOf(otpLogin(host, 'refusing'))).toEqual(INVALID),
  },
  {
    ...otp,
    title: 'anything else than a user ID with or without a function counts as no answer',
    run: async (host) => {
      for (const name of ['text', 'number', 'long', 'odd'])
        expect(await outcomeOf(otpLogin(host, name))).toEqual(INVALID);
      expect(await askedFor(host, 'auth_checkers')).toEqual(
        Array.from({ length: 4 }, () => ['first', 'second']).flat(),
      );
    },
  },
  {
    ...otp,
    title: 'the user is who the module says, not who the client says',
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await otpLogin(host, 'impostor')).toMatchObject({ user_id: alice.userId });
    },
  },
  {
    ...otp,
    title: 'what follows the login gets the answer, and edits it',
    run: async (host) => {
      const editor = await host.user('editor');
      const answer = await otpLogin(host, 'editor', { device_id: 'PHONE' });
      expect(answer).toMatchObject({ user_id: editor.userId, device_id: 'EDITED', 'org.example.mark': 1 });
      expect(await argumentsOf(host, 'post_login')).toEqual([
        [
          {
            user_id: editor.userId,
            access_token: answer['access_token'],
            device_id: 'PHONE',
            home_server: host.serverName,
          },
        ],
      ]);
    },
  },
  {
    ...otp,
    title: 'an exception in what follows the login fails it, though the device is there',
    run: async (host) => {
      const unlucky = await host.user('unlucky');
      expect(await outcomeOf(otpLogin(host, 'unlucky', { device_id: 'PHONE' }))).toEqual(INTERNAL_ERROR);
      const { devices } = await unlucky.request('GET', pathOf('devices'));
      expect((devices as { device_id: string }[]).map(({ device_id }) => device_id)).toContain('PHONE');
    },
  },
  {
    ...otp,
    title: 'a SynapseError in what follows the login reaches the client as it is',
    run: async (host) => {
      await host.user('unwelcome');
      expect(await outcomeOf(otpLogin(host, 'unwelcome'))).toEqual({
        status: 418,
        body: { errcode: 'M_BAD_STATE', error: 'I am a teapot' },
      });
    },
  },
  {
    ...otp,
    title: 'a login type that nobody checks is refused',
    run: async (host) =>
      expect(await outcomeOf(logIn(host, { type: 'org.example.none', user: host.localpart('alice') }))).toEqual({
        status: 400,
        body: { errcode: 'M_UNKNOWN', error: 'Unknown login type org.example.none' },
      }),
  },
  {
    ...otp,
    title: 'a user who is deactivated cannot log in, whatever a module says',
    run: async (host) => {
      const [alice, admin] = [await host.user('alice'), await host.user('admin', { admin: true })];
      await admin.request('POST', `/_synapse/admin/v1/deactivate/${encodeURIComponent(alice.userId)}`, {});
      expect(await outcomeOf(otpLogin(host, 'alice'))).toEqual({
        status: 403,
        body: { errcode: 'M_USER_DEACTIVATED', error: 'This account has been deactivated' },
      });
    },
  },
  {
    ...password,
    title: 'a module may check passwords',
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await passwordLogin(host, 'alice', 'anything')).toMatchObject({ user_id: alice.userId });
      expect(await argumentsOf(host, 'auth_checkers')).toEqual([
        [host.localpart('alice'), PASSWORD, { password: 'anything' }],
      ]);
    },
  },
  {
    ...password,
    title: "where no module knows the user, the homeserver's own password counts",
    run: async (host) => {
      const stranger = await host.user('stranger', { password: 'secret' });
      expect(await passwordLogin(host, 'stranger', 'secret')).toMatchObject({ user_id: stranger.userId });
      expect(await outcomeOf(passwordLogin(host, 'stranger', 'wrong'))).toEqual(INVALID);
      expect(await askedFor(host, 'auth_checkers')).toEqual(['first', 'first']);
    },
  },
  {
    ...password,
    settings: { password_config: { enabled: false } },
    title: 'where passwords are disabled, they are not offered, and nobody is asked',
    run: async (host) => {
      const { flows } = (await (await host.fetch(pathOf('login'))).json()) as { flows: { type: string }[] };
      expect(flows.map(({ type }) => type)).not.toContain(PASSWORD);
      expect(await outcomeOf(passwordLogin(host, 'alice', 'secret'))).toEqual({
        status: 400,
        body: { errcode: 'M_UNKNOWN', error: 'Password login has been disabled.' },
      });
      expect(await argumentsOf(host, 'auth_checkers')).toEqual([]);
    },
  },
  {
    ...password,
    settings: { password_config: { localdb_enabled: false } },
    title: "where the homeserver's own passwords are disabled, only the module's count",
    run: async (host) => {
      const [alice] = [await host.user('alice'), await host.user('stranger', { password: 'secret' })];
      expect(await passwordLogin(host, 'alice', 'anything')).toMatchObject({ user_id: alice.userId });
      expect(await outcomeOf(passwordLogin(host, 'stranger', 'secret'))).toEqual(INVALID);
    },
  },
];

function otpLogin(host: ConformanceHost, name: string, device: JsonObject = {}): Promise<JsonObject> {
  return logIn(host, { type: OTP, user: host.localpart(name), otp: 1, hint: 2, ...device });
}

function passwordLogin(host: ConformanceHost, name: string, secret: string): Promise<JsonObject> {
  return logIn(host, {
    type: PASSWORD,
    identifier: { type: 'm.id.user', user: host.localpart(name) },
    password: secret,
  });
}
