import { expect, vi } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { logIn, pathOf } from '../../support/client.ts';
import { thirdPartyRules } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';

const setup = { modules: [API_MODULE, thirdPartyRules()] } as const;

/** What modules can do with users beyond Synapse's own ModuleApi. */
export const userOperationCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'bouton.deactivateUser',
    title: 'logs the user out of everything, for good',
    run: async (host) => {
      const alice = await host.user('alice', { password: 'pw' });
      const room = await alice.createRoom();
      expect(await callApi(host, 'deactivateUser', alice.userId)).toBe(null);
      expect(await outcomeOf(alice.joinedRooms())).toMatchObject({ status: 401 });
      const login = { type: 'm.login.password', user: host.localpart('alice'), password: 'pw' };
      expect(await outcomeOf(logIn(host, login))).toMatchObject({ status: 403 });
      expect(await callApi(host, 'getUserinfoById', alice.userId)).toMatchObject({ isDeactivated: true });
      await vi.waitFor(async () => expect(await callApi(host, 'getUsersInRoom', room)).toEqual([]), { timeout: 8000 });
    },
  },
  {
    ...setup,
    callback: 'bouton.setAvatarUrl',
    title: "sets a local user's avatar, and takes it away",
    run: async (host) => {
      const alice = await host.user('alice');
      await callApi(host, 'setAvatarUrl', alice.userId, 'mxc://localhost/abc');
      const path = `${pathOf('profile', alice.userId)}/avatar_url`;
      expect(await alice.request('GET', path)).toEqual({ avatar_url: 'mxc://localhost/abc' });
      await callApi(host, 'setAvatarUrl', alice.userId, '');
      expect(await callApi(host, 'getProfileForUser', host.localpart('alice'))).toMatchObject({ avatarUrl: null });
    },
  },
  {
    ...setup,
    callback: 'bouton.addThreepid',
    title: 'gives a user an address',
    run: async (host) => {
      const alice = await host.user('alice');
      const address = `${host.localpart('alice')}@example.com`;
      await callApi(host, 'addThreepid', alice.userId, 'email', address, 1234);
      const now = Number(await callApi(host, 'getCurrentTimeMsec'));
      expect(await callApi(host, 'getThreepidsForUser', alice.userId)).toEqual([
        { medium: 'email', address, validatedAt: 1234, addedAt: expect.closeTo(now, -4) },
      ]);
    },
  },
  {
    ...setup,
    callback: 'bouton.addThreepid',
    title: 'writes email addresses in small letters; refuses users who are not there',
    run: async (host) => {
      const alice = await host.user('alice');
      const address = `${host.localpart('alice')}@example.com`;
      await callApi(host, 'addThreepid', alice.userId, 'email', address.toUpperCase());
      const threepids = await callApi(host, 'getThreepidsForUser', alice.userId);
      expect(threepids).toMatchObject([{ medium: 'email', address }]);
      const nobody = `@${host.localpart('nobody')}:${host.serverName}`;
      expect(await outcomeOf(callApi(host, 'addThreepid', nobody, 'email', `other.${address}`))).toEqual({
        status: 404,
        body: { errcode: 'M_NOT_FOUND', error: 'User not found' },
      });
    },
  },
  {
    ...setup,
    callback: 'bouton.setAvatarUrl',
    title: 'refuses users of other homeservers',
    run: async (host) => {
      expect(await outcomeOf(callApi(host, 'setAvatarUrl', '@eve:elsewhere', ''))).toEqual({
        status: 400,
        body: { errcode: 'M_UNKNOWN', error: 'User is not hosted on this homeserver' },
      });
    },
  },
  {
    ...setup,
    callback: 'bouton.removeThreepid',
    title: 'takes an address away; nothing happens where the user has it not',
    run: async (host) => {
      const alice = await host.user('alice');
      const address = `${host.localpart('alice')}@example.com`;
      await callApi(host, 'addThreepid', alice.userId, 'email', address);
      expect(await callApi(host, 'removeThreepid', alice.userId, 'email', address)).toBe(null);
      expect(await callApi(host, 'getThreepidsForUser', alice.userId)).toEqual([]);
      expect(await callApi(host, 'removeThreepid', alice.userId, 'email', address)).toBe(null);
    },
  },
  {
    ...setup,
    callback: 'bouton.getRoomsForUser',
    title: 'is the rooms that the user has joined',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const rooms = [await alice.createRoom(), await alice.createRoom({ invite: [bob.userId] })];
      expect(await callApi(host, 'getRoomsForUser', alice.userId)).toEqual(rooms.toSorted());
      expect(await callApi(host, 'getRoomsForUser', bob.userId)).toEqual([]);
    },
  },
];
