import type { JsonObject } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { argumentsOf } from '../../support/calls.ts';
import { pathOf } from '../../support/client.ts';
import { otpChecker, thirdPartyRules } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';

const recording = {
  modules: [
    thirdPartyRules(
      {
        on_profile_update: { failing: { throws: 'It went wrong' } },
        on_user_deactivation_status_changed: { failing: { throws: 'It went wrong' } },
        on_add_user_third_party_identifier: { failing: { throws: 'It went wrong' } },
        check_can_deactivate_user: { needed: { returns: false } },
      },
      'first',
    ),
    thirdPartyRules({}, 'second'),
    otpChecker({ auth_checkers: { '*': { names: ['*'] } } }),
  ],
} as const;

/** Profiles, third-party identifiers, and the end of accounts. */
export const accountCases: readonly ConformanceCase[] = [
  {
    callback: 'third_party_rules.on_profile_update',
    title: 'gets the user, the whole profile, and that no administrator did it; not told of registrations',
    ...recording,
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.setDisplayname('Alice');
      await alice.setAvatarUrl('mxc://localhost/picture');
      const first = [alice.userId, { displayName: 'Alice', avatarUrl: null }, false, false];
      const second = [alice.userId, { displayName: 'Alice', avatarUrl: 'mxc://localhost/picture' }, false, false];
      expect(await argumentsOf(host, 'on_profile_update')).toEqual([first, first, second, second]);
    },
  },
  {
    callback: 'third_party_rules.on_profile_update',
    title: 'tells that an administrator did it, by the admin API or to their own profile',
    ...recording,
    run: async (host) => {
      const [alice, admin] = [await host.user('alice'), await host.user('admin', { admin: true })];
      await modify(admin, alice, { displayname: 'Renamed' });
      await admin.setDisplayname('The admin');
      const ofAlice = [alice.userId, { displayName: 'Renamed', avatarUrl: null }, true, false];
      const ofAdmin = [admin.userId, { displayName: 'The admin', avatarUrl: null }, true, false];
      expect(await argumentsOf(host, 'on_profile_update')).toEqual([ofAlice, ofAlice, ofAdmin, ofAdmin]);
    },
  },
  {
    callback: 'third_party_rules.on_profile_update',
    title: 'an exception harms neither the request nor the next module',
    ...recording,
    run: async (host) => {
      const failing = await host.user('failing');
      await failing.setDisplayname('Fine');
      expect(await argumentsOf(host, 'on_profile_update')).toHaveLength(2);
    },
  },
  {
    callback: 'third_party_rules.check_can_deactivate_user',
    title: 'gets the user, and whether an administrator does it',
    ...recording,
    run: async (host) => {
      const [alice, bob, admin] = [
        await host.user('alice'),
        await host.user('bob'),
        await host.user('admin', { admin: true }),
      ];
      await deactivateSelf(host, 'alice');
      await deactivate(admin, bob);
      expect(await argumentsOf(host, 'check_can_deactivate_user')).toEqual([
        [alice.userId, false],
        [alice.userId, false],
        [bob.userId, true],
        [bob.userId, true],
      ]);
    },
  },
  {
    callback: 'third_party_rules.check_can_deactivate_user',
    title: 'a user who must not be deactivated stays logged in',
    ...recording,
    run: async (host) => {
      const needed = await host.user('needed');
      expect(await outcomeOf(deactivateSelf(host, 'needed'))).toEqual({
        status: 403,
        body: { errcode: 'M_FORBIDDEN', error: 'Deactivation of this user is forbidden' },
      });
      expect(await needed.request('GET', pathOf('account', 'whoami'))).toMatchObject({ user_id: needed.userId });
    },
  },
  {
    callback: 'third_party_rules.on_user_deactivation_status_changed',
    title: 'gets the user, whether they are deactivated, and whether an administrator did it',
    ...recording,
    run: async (host) => {
      const [alice, bob, admin] = [
        await host.user('alice'),
        await host.user('bob'),
        await host.user('admin', { admin: true }),
      ];
      await deactivateSelf(host, 'alice');
      await deactivate(admin, bob);
      await modify(admin, bob, { deactivated: false, password: 'new' });
      const calls = [
        [alice.userId, true, false],
        [bob.userId, true, true],
        [bob.userId, false, true],
      ];
      expect(await argumentsOf(host, 'on_user_deactivation_status_changed')).toEqual(
        calls.flatMap((call) => [call, call]),
      );
    },
  },
  {
    callback: 'third_party_rules.on_user_deactivation_status_changed',
    title: 'an exception harms neither the request nor the next module',
    ...recording,
    run: async (host) => {
      const [failing, admin] = [await host.user('failing'), await host.user('admin', { admin: true })];
      await deactivate(admin, failing);
      expect(await argumentsOf(host, 'on_user_deactivation_status_changed')).toHaveLength(2);
    },
  },
  {
    callback: 'third_party_rules.on_profile_update',
    since: '1.150',
    title: 'is told of a deactivation that erases the user, and of no other',
    ...recording,
    run: async (host) => {
      const [alice, bob, admin] = [
        await host.user('alice'),
        await host.user('bob'),
        await host.user('admin', { admin: true }),
      ];
      await alice.setDisplayname('Alice');
      const begin = (await argumentsOf(host, 'on_profile_update')).length;
      await deactivate(admin, alice, { erase: true });
      await deactivate(admin, bob);
      const call = [alice.userId, { displayName: null, avatarUrl: null }, true, true];
      expect((await argumentsOf(host, 'on_profile_update')).slice(begin)).toEqual([call, call]);
    },
  },
  {
    callback: 'third_party_rules.on_add_user_third_party_identifier',
    title: 'gets the user, the medium and the address in its canonical form; on_threepid_bind follows',
    ...recording,
    run: async (host) => {
      const [alice, admin] = [await host.user('alice'), await host.user('admin', { admin: true })];
      await modify(admin, alice, { threepids: [{ medium: 'email', address: 'Alice@Example.COM' }] });
      const trace = (await host.trace()).filter(({ callback }) => /threepid|identifier/.test(callback));
      const args = [alice.userId, 'email', 'alice@example.com'];
      expect(trace.map(({ module, callback, args: given }) => [module, callback, given])).toEqual([
        ['first', 'on_add_user_third_party_identifier', args],
        ['second', 'on_add_user_third_party_identifier', args],
        ['first', 'on_threepid_bind', args],
        ['second', 'on_threepid_bind', args],
      ]);
    },
  },
  {
    callback: 'third_party_rules.on_threepid_bind',
    title: 'is told although a module failed before',
    ...recording,
    run: async (host) => {
      const [failing, admin] = [await host.user('failing'), await host.user('admin', { admin: true })];
      await modify(admin, failing, { threepids: [{ medium: 'msisdn', address: '447700900000' }] });
      expect(await argumentsOf(host, 'on_threepid_bind')).toEqual([
        [failing.userId, 'msisdn', '447700900000'],
        [failing.userId, 'msisdn', '447700900000'],
      ]);
    },
  },
  {
    callback: 'third_party_rules.on_remove_user_third_party_identifier',
    title: 'is told of addresses that an administrator removes, and of those of a user who is deactivated',
    ...recording,
    run: async (host) => {
      const [alice, admin] = [await host.user('alice'), await host.user('admin', { admin: true })];
      const [home, work] = ['home', 'work'].map((place) => ({
        medium: 'email',
        address: `alice@${place}.example.com`,
      }));
      await modify(admin, alice, { threepids: [home!, work!] });
      await modify(admin, alice, { threepids: [work!] });
      await deactivate(admin, alice);
      const calls = [home!, work!].map(({ medium, address }) => [alice.userId, medium, address]);
      expect(await argumentsOf(host, 'on_remove_user_third_party_identifier')).toEqual(
        calls.flatMap((call) => [call, call]),
      );
    },
  },
];

function modify(admin: TestUser, user: TestUser, changes: JsonObject): Promise<JsonObject> {
  return admin.request('PUT', `/_synapse/admin/v2/users/${encodeURIComponent(user.userId)}`, changes);
}

function deactivate(admin: TestUser, user: TestUser, options: JsonObject = {}): Promise<JsonObject> {
  return admin.request('POST', `/_synapse/admin/v1/deactivate/${encodeURIComponent(user.userId)}`, options);
}

/** A user deactivates their own account, and shows who they are. */
async function deactivateSelf(host: ConformanceHost, name: string): Promise<JsonObject> {
  const user = await host.user(name);
  const auth = { type: 'org.example.otp', user: user.userId, otp: 1, hint: 2 };
  return user.request('POST', pathOf('account', 'deactivate'), { auth });
}
