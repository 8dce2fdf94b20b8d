import type { JsonObject, JsonValue } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { argumentsOf, askedFor } from '../../support/calls.ts';
import { logIn, pathOf, post } from '../../support/client.ts';
import { otpChecker, spamChecker } from '../../support/modules.ts';
import { INTERNAL_ERROR, outcomeOf } from '../../support/refusal.ts';

const RATE_LIMITED = { status: 429, body: { errcode: 'M_UNKNOWN', error: 'Rate limited' } };
const USER_AGENT = 'conformance/1';

const registration = {
  callback: 'spam_checker.check_registration_for_spam',
  modules: [
    spamChecker(
      {
        check_registration_for_spam: {
          welcome: { returns: 'allow' },
          mallory: { returns: 'deny' },
          ghost: { returns: 'shadow_ban' },
          babbling: { returns: 'perhaps' },
          failing: { throws: 'It went wrong' },
          refusing: {
            refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE', fields: { lid: 'open' } },
          },
        },
      },
      'first',
    ),
    spamChecker({ check_registration_for_spam: { ghost: { returns: 'deny' } } }, 'second'),
  ],
} as const;

const loggingIn = {
  callback: 'spam_checker.check_login_for_spam',
  modules: [
    spamChecker({ check_login_for_spam: { mallory: { returns: 'M_FORBIDDEN' } } }),
    otpChecker({ auth_checkers: { '*': { names: ['*'] } } }),
  ],
} as const;

const searching = {
  callback: 'spam_checker.check_username_for_spam',
  modules: [
    spamChecker({ check_username_for_spam: { hidden: { returns: true }, odd: { returns: 'yes' } } }, 'first'),
    spamChecker({ check_username_for_spam: { failing: { throws: 'It went wrong' } } }, 'second'),
  ],
} as const;

/** The callbacks about registrations, logins and the search for users. */
export const userCases: readonly ConformanceCase[] = [
  {
    ...registration,
    title: 'gets no address, the name, where the request came from, and no provider; every module is asked that allows',
    run: async (host) => {
      expect(await outcomeOf(register(host, 'welcome'))).toBe('allowed');
      const request = { userAgent: USER_AGENT, ip: '127.0.0.1' };
      const args = [null, host.localpart('welcome'), [request], null];
      expect(await argumentsOf(host, 'check_registration_for_spam')).toEqual([args, args]);
      expect(await askedFor(host, 'check_registration_for_spam')).toEqual(['first', 'second']);
    },
  },
  {
    ...registration,
    title: 'deny is answered with 429 M_UNKNOWN, and nobody is registered',
    run: async (host) => {
      expect(await outcomeOf(register(host, 'mallory'))).toEqual(RATE_LIMITED);
      expect(await askedFor(host, 'check_registration_for_spam')).toEqual(['first']);
      const path = `${pathOf('register', 'available')}?username=${host.localpart('mallory')}`;
      expect(await (await host.fetch(path)).json()).toEqual({ available: true });
    },
  },
  {
    ...registration,
    title: 'deny refuses the registrations of the admin API too',
    run: async (host) => {
      await expect(host.user('mallory', { password: 'secret' })).rejects.toThrow(JSON.stringify(RATE_LIMITED.body));
    },
  },
  {
    ...registration,
    title: 'shadow_ban registers a user whom nobody will hear, and nobody else is asked',
    run: async (host) => {
      const login = await register(host, 'ghost');
      expect(await askedFor(host, 'check_registration_for_spam')).toEqual(['first']);
      const admin = await host.user('admin', { admin: true });
      const account = `/_synapse/admin/v2/users/${encodeURIComponent(String(login['user_id']))}`;
      expect(await admin.request('GET', account)).toMatchObject({ shadow_banned: true });
    },
  },
  {
    ...registration,
    modules: registration.modules.toReversed(),
    title: 'in the other order, the other module is heard',
    run: async (host) => {
      expect(await outcomeOf(register(host, 'ghost'))).toEqual(RATE_LIMITED);
      expect(await askedFor(host, 'check_registration_for_spam')).toEqual(['second']);
    },
  },
  {
    ...registration,
    title: 'anything else than a behaviour fails the request',
    run: async (host) => expect(await outcomeOf(register(host, 'babbling'))).toEqual(INTERNAL_ERROR),
  },
  {
    ...registration,
    title: 'an exception fails the request',
    run: async (host) => expect(await outcomeOf(register(host, 'failing'))).toEqual(INTERNAL_ERROR),
  },
  {
    ...registration,
    title: 'a SynapseError reaches the client as it is',
    run: async (host) =>
      expect(await outcomeOf(register(host, 'refusing'))).toEqual({
        status: 418,
        body: { errcode: 'M_BAD_STATE', error: 'I am a teapot', lid: 'open' },
      }),
  },
  {
    ...loggingIn,
    title:
      'gets the user, the device and its name as the client gave them, where the request came from, and no provider',
    run: async (host) => {
      const alice = await host.user('alice');
      const submission = { type: 'org.example.otp', user: host.localpart('alice'), otp: 1, hint: 2 };
      const device = { device_id: 'PHONE', initial_device_display_name: 'My phone' };
      await logIn(host, submission, { 'user-agent': USER_AGENT });
      await logIn(host, { ...submission, ...device }, { 'user-agent': USER_AGENT });
      const request = { userAgent: USER_AGENT, ip: '127.0.0.1' };
      expect(await argumentsOf(host, 'check_login_for_spam')).toEqual([
        [alice.userId, null, null, [request], null],
        [alice.userId, 'PHONE', 'My phone', [request], null],
      ]);
    },
  },
  {
    ...loggingIn,
    title: 'a login that is refused makes no device',
    run: async (host) => {
      const mallory = await host.user('mallory');
      const submission = {
        type: 'org.example.otp',
        user: host.localpart('mallory'),
        otp: 1,
        hint: 2,
        device_id: 'PHONE',
      };
      expect(await outcomeOf(logIn(host, submission))).toMatchObject({ status: 403 });
      const { devices } = await mallory.request('GET', pathOf('devices'));
      expect(devices).toMatchObject([{ device_id: mallory.deviceId }]);
    },
  },
  {
    ...searching,
    title: 'gets each row and who searches; users whom a module finds spammy are left out',
    run: async (host) => {
      expect(await search(host, ['shown', 'hidden', 'odd'])).toEqual(['shown']);
      const [alice, ...found] = await Promise.all(['alice', 'hidden', 'odd', 'shown'].map((name) => host.user(name)));
      const calls = found.map(({ userId }) => [
        { user_id: userId, display_name: 'Searched', avatar_url: null },
        alice!.userId,
      ]);
      const [hidden, odd, shown] = calls;
      // Only the user whom the first module lets be is shown to the second.
      expect((await argumentsOf(host, 'check_username_for_spam')).toSorted(byUser)).toEqual([
        hidden,
        odd,
        shown,
        shown,
      ]);
    },
  },
  {
    ...searching,
    title: 'an exception fails the search',
    run: async (host) => expect(await outcomeOf(search(host, ['failing']))).toEqual(INTERNAL_ERROR),
  },
];

function register(host: ConformanceHost, name: string): Promise<JsonObject> {
  const body = { username: host.localpart(name), password: 'secret', auth: { type: 'm.login.dummy' } };
  return post(host, pathOf('register'), body, { 'user-agent': USER_AGENT });
}

/** Alice, who shares a room with the others, searches for their display name; resolves to the names of those she finds. */
async function search(host: ConformanceHost, names: readonly string[]): Promise<string[]> {
  const alice = await host.user('alice');
  const room = await alice.createRoom();
  const users = new Map<string, string>();
  for (const name of names) {
    const user = await host.user(name);
    await user.setDisplayname('Searched');
    await alice.invite(room, user);
    await user.join(room);
    users.set(user.userId, name);
  }
  await host.settled();
  const { results } = await alice.request('POST', pathOf('user_directory', 'search'), { search_term: 'Searched' });
  return (results as { user_id: string }[]).map(({ user_id }) => users.get(user_id) ?? user_id);
}

function byUser([one]: readonly JsonValue[], [other]: readonly JsonValue[]): number {
  return JSON.stringify(one).localeCompare(JSON.stringify(other));
}
