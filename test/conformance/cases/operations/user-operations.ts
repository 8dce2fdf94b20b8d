import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { logIn, pathOf, post } from '../../support/client.ts';
import { askedDuring, EVERYTHING } from './everything.ts';

/** In which order modules are asked, operation by operation: users. */
export const userOperationCases: readonly ConformanceCase[] = [
  {
    ...EVERYTHING,
    callback: 'spam_checker.check_registration_for_spam',
    title: 'the order of everything that is asked when a user registers',
    run: async (host) => {
      const body = { username: host.localpart('newcomer'), password: 'secret', auth: { type: 'm.login.dummy' } };
      expect(await askedDuring(host, () => post(host, pathOf('register'), body))).toEqual([
        'get_username_for_registration',
        'get_displayname_for_registration',
        'check_registration_for_spam',
        'on_user_registration',
      ]);
    },
  },
  {
    ...EVERYTHING,
    callback: 'third_party_rules.on_add_user_third_party_identifier',
    title: 'the order of everything that is asked when an administrator makes a user with an address',
    run: async (host) => {
      const admin = await host.user('admin', { admin: true });
      const path = `/_synapse/admin/v2/users/${encodeURIComponent(`@${host.localpart('made')}:${host.serverName}`)}`;
      const body = {
        password: 'secret',
        threepids: [{ medium: 'email', address: `${host.localpart('made')}@example.com` }],
      };
      expect(await askedDuring(host, () => admin.request('PUT', path, body))).toEqual([
        'is_user_expired',
        'check_registration_for_spam',
        'on_user_registration',
        'on_add_user_third_party_identifier',
        'on_threepid_bind',
      ]);
    },
  },
  {
    ...EVERYTHING,
    callback: 'password_auth_provider.auth_checkers',
    title: 'the order of everything that is asked when a user logs in, and out',
    run: async (host) => {
      const alice = await host.user('alice');
      const login = { type: 'org.example.otp', user: host.localpart('alice'), otp: 1, hint: 2 };
      expect(await askedDuring(host, () => logIn(host, login))).toEqual([
        'auth_checkers',
        'check_login_for_spam',
        'on_user_login',
        'post_login',
      ]);
      expect(await askedDuring(host, () => alice.logout())).toEqual(['on_logged_out']);
    },
  },
  {
    ...EVERYTHING,
    callback: 'third_party_rules.on_profile_update',
    title: 'a new display name is told first, then shown in the rooms of the user, join by join',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.createRoom();
      await alice.createRoom();
      const join = ['user_may_join_room', 'check_event_allowed m.room.member join'];
      expect(await askedDuring(host, () => alice.setDisplayname('Alice'))).toEqual([
        'is_user_expired',
        'on_profile_update',
        ...join,
        ...join,
      ]);
    },
  },
  {
    ...EVERYTHING,
    callback: 'media_repository.is_user_allowed_to_upload_media_of_size',
    title: 'the order of everything that is asked when a file is uploaded',
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await askedDuring(host, () => alice.upload('Hello', 'text/plain'))).toEqual([
        'is_user_expired',
        'is_user_allowed_to_upload_media_of_size',
        'check_media_file_for_spam',
        'get_media_upload_limits_for_user',
      ]);
    },
  },
  {
    ...EVERYTHING,
    callback: 'third_party_rules.check_can_deactivate_user',
    since: '1.150',
    title: 'the order of everything that is asked when a user is deactivated and erased',
    run: async (host) => {
      const [alice, admin] = [await host.user('alice'), await host.user('admin', { admin: true })];
      const [user, address] = [encodeURIComponent(alice.userId), `${host.localpart('alice')}@example.com`];
      await admin.request('PUT', `/_synapse/admin/v2/users/${user}`, { threepids: [{ medium: 'email', address }] });
      await alice.createRoom();
      const asked = await askedDuring(host, () =>
        admin.request('POST', `/_synapse/admin/v1/deactivate/${user}`, { erase: true }),
      );
      const leaving = 'check_event_allowed m.room.member leave';
      expect(asked.filter((one) => one !== leaving)).toEqual([
        'is_user_expired',
        'check_can_deactivate_user',
        'on_remove_user_third_party_identifier',
        'on_logged_out',
        'on_profile_update',
        'on_user_deactivation_status_changed',
      ]);
      // The user leaves their rooms in the background.
      expect(asked.filter((one) => one === leaving)).toHaveLength(1);
    },
  },
];
