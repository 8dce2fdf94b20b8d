import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { pathOf } from '../../support/client.ts';
import { outcomeOf } from '../../support/refusal.ts';

const setup = { modules: [API_MODULE] } as const;

/** What modules can do with users. */
export const userMemberCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'module_api.get_userinfo_by_id',
    title: 'knows exactly this user',
    run: async (host) => {
      const admin = await host.user('root', { admin: true });
      expect(await callApi(host, 'getUserinfoById', admin.userId)).toEqual({
        userId: admin.userId,
        appServiceId: null,
        userType: null,
        creationTs: expect.closeTo(Number(await callApi(host, 'getCurrentTimeMsec')), -4),
        isAdmin: true,
        isDeactivated: false,
        isGuest: false,
        isShadowBanned: false,
        approved: true,
        locked: false,
        suspended: false,
      });
      expect(await callApi(host, 'getUserinfoById', admin.userId.toUpperCase())).toBe(null);
    },
  },
  {
    ...setup,
    callback: 'module_api.is_user_admin',
    title: 'is false for others, and for users who are not there',
    run: async (host) => {
      const [admin, alice] = [await host.user('root', { admin: true }), await host.user('alice')];
      expect(await callApi(host, 'isUserAdmin', admin.userId)).toBe(true);
      expect(await callApi(host, 'isUserAdmin', alice.userId)).toBe(false);
      expect(await callApi(host, 'isUserAdmin', `@nobody:${host.serverName}`)).toBe(false);
    },
  },
  {
    ...setup,
    callback: 'module_api.set_user_admin',
    title: 'makes and unmakes administrators; a malformed ID is refused',
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await callApi(host, 'setUserAdmin', alice.userId, true)).toBe(null);
      expect(await callApi(host, 'isUserAdmin', alice.userId)).toBe(true);
      await callApi(host, 'setUserAdmin', alice.userId, false);
      expect(await callApi(host, 'isUserAdmin', alice.userId)).toBe(false);
      expect(await outcomeOf(callApi(host, 'setUserAdmin', 'alice', true))).toEqual({
        status: 400,
        body: { errcode: 'M_INVALID_PARAM', error: "Expected UserID string to start with '@'" },
      });
    },
  },
  {
    ...setup,
    callback: 'module_api.get_profile_for_user',
    title: 'is the profile of a local user, empty where there is none',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.setDisplayname('Alice');
      await alice.setAvatarUrl('mxc://localhost/abc');
      expect(await callApi(host, 'getProfileForUser', host.localpart('alice'))).toEqual({
        displayName: 'Alice',
        avatarUrl: 'mxc://localhost/abc',
      });
      expect(await callApi(host, 'getProfileForUser', host.localpart('nobody'))).toEqual({
        displayName: null,
        avatarUrl: null,
      });
    },
  },
  {
    ...setup,
    callback: 'module_api.check_user_exists',
    title: 'finds a user whatever the case of the letters',
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await callApi(host, 'checkUserExists', alice.userId)).toBe(alice.userId);
      const shouted = `@${host.localpart('ALICE')}:${host.serverName}`;
      expect(await callApi(host, 'checkUserExists', shouted)).toBe(alice.userId);
      expect(await callApi(host, 'checkUserExists', `@${host.localpart('bob')}:${host.serverName}`)).toBe(null);
    },
  },
  {
    ...setup,
    callback: 'module_api.register',
    title: 'registers a user with a device',
    run: async (host) => {
      const result = await callApi(host, 'register', host.localpart('bot'), 'The Bot', [
        `${host.localpart('bot')}@example.com`,
      ]);
      const [userId, token] = result as [string, string];
      expect(userId).toBe(`@${host.localpart('bot')}:${host.serverName}`);
      const response = await host.fetch(pathOf('account', 'whoami'), { headers: { authorization: `Bearer ${token}` } });
      expect(await response.json()).toMatchObject({ user_id: userId });
      expect(await callApi(host, 'getProfileForUser', host.localpart('bot'))).toMatchObject({ displayName: 'The Bot' });
    },
  },
  {
    ...setup,
    callback: 'module_api.register_user',
    title: 'registers a user, an administrator too, and refuses names that are taken or malformed',
    run: async (host) => {
      const name = host.localpart('bot');
      const userId = `@${name}:${host.serverName}`;
      expect(await callApi(host, 'registerUser', name, null, [`${name}@example.com`], true)).toBe(userId);
      expect(await callApi(host, 'getUserinfoById', userId)).toMatchObject({ isAdmin: true });
      expect(await callApi(host, 'getProfileForUser', name)).toMatchObject({ displayName: name });
      const now = expect.closeTo(Number(await callApi(host, 'getCurrentTimeMsec')), -4);
      expect(await callApi(host, 'getThreepidsForUser', userId)).toEqual([
        { medium: 'email', address: `${name}@example.com`, validatedAt: now, addedAt: now },
      ]);
      expect(await outcomeOf(callApi(host, 'registerUser', name))).toEqual({
        status: 400,
        body: { errcode: 'M_USER_IN_USE', error: 'User ID already taken.' },
      });
      expect(await outcomeOf(callApi(host, 'registerUser', 'B ot'))).toEqual({
        status: 400,
        body: {
          errcode: 'M_INVALID_USERNAME',
          error: "User ID can only contain characters a-z, 0-9, or '=_-./+'",
        },
      });
    },
  },
  {
    ...setup,
    callback: 'module_api.get_threepids_for_user',
    title: 'is empty for who has none',
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await callApi(host, 'getThreepidsForUser', alice.userId)).toEqual([]);
    },
  },
  {
    ...setup,
    callback: 'module_api.check_username',
    title: 'refuses what cannot be registered',
    run: async (host) => {
      await host.user('alice');
      expect(await callApi(host, 'checkUsername', host.localpart('bob'))).toBe(null);
      expect(await outcomeOf(callApi(host, 'checkUsername', host.localpart('alice')))).toEqual({
        status: 400,
        body: { errcode: 'M_USER_IN_USE', error: 'User ID already taken.' },
      });
      expect(await outcomeOf(callApi(host, 'checkUsername', 'B ob'))).toEqual({
        status: 400,
        body: {
          errcode: 'M_INVALID_USERNAME',
          error: "User ID can only contain characters a-z, 0-9, or '=_-./+'",
        },
      });
    },
  },
  {
    ...setup,
    callback: 'module_api.store_remote_3pid_association',
    title: 'notes that an identity server ties an address to a user',
    run: async (host) => {
      const alice = await host.user('alice');
      const address = `${host.localpart('alice')}@example.com`;
      expect(await callApi(host, 'storeRemote3pidAssociation', alice.userId, 'email', address, 'id.example.com')).toBe(
        null,
      );
    },
  },
  {
    ...setup,
    callback: 'module_api.get_user_ip_and_agents',
    title: 'is from where a local user was seen since a time; nothing of others',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.fetch(pathOf('joined_rooms'), { headers: { 'user-agent': 'Conformance/1' } });
      expect(await callApi(host, 'getUserIpAndAgents', alice.userId)).toContainEqual({
        ip: '127.0.0.1',
        userAgent: 'Conformance/1',
        lastSeen: expect.closeTo(Number(await callApi(host, 'getCurrentTimeMsec')), -4),
      });
      expect(await callApi(host, 'getUserIpAndAgents', alice.userId, Date.now() + 86_400_000)).toEqual([]);
      expect(await callApi(host, 'getUserIpAndAgents', '@alice:elsewhere')).toEqual([]);
      expect(await callApi(host, 'getUserIpAndAgents', 'alice')).toEqual([]);
    },
  },
  {
    ...setup,
    callback: 'module_api.set_displayname',
    title: "sets a local user's name; refuses users of other homeservers",
    run: async (host) => {
      const alice = await host.user('alice');
      await callApi(host, 'setDisplayname', alice.userId, 'Set by a module');
      expect(await outcomeOf(callApi(host, 'setDisplayname', '@eve:elsewhere', 'Eve'))).toEqual({
        status: 400,
        body: { errcode: 'M_UNKNOWN', error: 'User is not hosted on this homeserver' },
      });
      expect(await alice.request('GET', pathOf('profile', alice.userId))).toEqual({ displayname: 'Set by a module' });
    },
  },
  {
    ...setup,
    callback: 'module_api.get_monthly_active_users_by_service',
    title: 'is empty where the homeserver does not count',
    run: async (host) => expect(await callApi(host, 'getMonthlyActiveUsersByService')).toEqual([]),
  },
  {
    ...setup,
    settings: { mau_stats_only: true },
    callback: 'module_api.get_monthly_active_users_by_service',
    title: 'is who was active between two times, with the service of those who have none',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.joinedRooms();
      const now = Number(await callApi(host, 'getCurrentTimeMsec'));
      const active = (...times: number[]) => callApi(host, 'getMonthlyActiveUsersByService', ...times);
      await expect.poll(() => active(), { timeout: 8000 }).toContainEqual(['native', alice.userId]);
      expect(await active(now - 60_000, now + 60_000)).toContainEqual(['native', alice.userId]);
      expect(await active(now + 60_000)).toEqual([]);
      expect(await active(0, now - 60_000)).toEqual([]);
    },
  },
];
