import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { API_PATH } from '../../modules/paths.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { logIn, pathOf } from '../../support/client.ts';
import { outcomeOf } from '../../support/refusal.ts';

const setup = { modules: [API_MODULE] } as const;

/** What modules can do with logins, devices and access tokens. */
export const authenticationMemberCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'module_api.get_user_by_req',
    title: 'is who the access token of a request belongs to',
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await alice.request('GET', `${API_PATH}/requester`)).toEqual({
        user: alice.userId,
        deviceId: alice.deviceId,
        isGuest: false,
        shadowBanned: false,
        appServiceId: null,
        authenticatedEntity: alice.userId,
      });
    },
  },
  {
    ...setup,
    callback: 'module_api.get_user_by_req',
    title: 'refuses requests without a token, and with an unknown one',
    run: async (host) => {
      const asked = async (init?: RequestInit): Promise<unknown> => {
        const response = await host.fetch(`${API_PATH}/requester`, init);
        return [response.status, await response.json()];
      };
      expect(await asked()).toEqual([401, { errcode: 'M_MISSING_TOKEN', error: 'Missing access token' }]);
      expect(await asked({ headers: { authorization: 'Bearer nonsense' } })).toEqual([
        401,
        { errcode: 'M_UNKNOWN_TOKEN', error: 'Invalid access token passed.', soft_logout: false },
      ]);
    },
  },
  {
    ...setup,
    callback: 'module_api.register_device',
    title: 'gives a user a device with an access token',
    run: async (host) => {
      const alice = await host.user('alice');
      const device = await callApi(host, 'registerDevice', alice.userId, 'MACHINE', 'A machine');
      expect(device).toEqual({
        deviceId: 'MACHINE',
        accessToken: expect.stringMatching(/^syt_/),
        accessTokenExpiry: null,
        refreshToken: null,
      });
      const { devices } = await alice.request('GET', pathOf('devices'));
      expect(devices).toContainEqual(expect.objectContaining({ device_id: 'MACHINE', display_name: 'A machine' }));
    },
  },
  {
    ...setup,
    callback: 'module_api.record_user_external_id',
    title: 'ties an ID to one user only',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const remote = host.localpart('remote');
      await callApi(host, 'recordUserExternalId', 'oidc-acme', remote, alice.userId);
      await expect(callApi(host, 'recordUserExternalId', 'oidc-acme', remote, bob.userId)).rejects.toThrow(/^Error: /);
      await callApi(host, 'recordUserExternalId', 'oidc-other', remote, bob.userId);
    },
  },
  {
    ...setup,
    callback: 'module_api.create_login_token',
    title: 'makes a token for one login',
    run: async (host) => {
      const alice = await host.user('alice');
      const token = await callApi(host, 'createLoginToken', alice.userId);
      expect(token).toMatch(/^syl_/);
      expect(await logIn(host, { type: 'm.login.token', token })).toMatchObject({ user_id: alice.userId });
      expect(await outcomeOf(logIn(host, { type: 'm.login.token', token }))).toEqual({
        status: 403,
        body: { errcode: 'M_FORBIDDEN', error: 'Invalid login token' },
      });
    },
  },
  {
    ...setup,
    callback: 'module_api.invalidate_access_token',
    title: 'logs a token out; an unknown one is refused',
    run: async (host) => {
      const alice = await host.user('alice');
      await callApi(host, 'invalidateAccessToken', alice.accessToken);
      const unknown = {
        status: 401,
        body: { errcode: 'M_UNKNOWN_TOKEN', error: 'Invalid access token passed.', soft_logout: false },
      };
      expect(await outcomeOf(alice.joinedRooms())).toEqual(unknown);
      expect(await outcomeOf(callApi(host, 'invalidateAccessToken', alice.accessToken))).toEqual(unknown);
    },
  },
  {
    ...setup,
    callback: 'module_api.complete_sso_login_async',
    title: 'leads the client back with a login token, by way of a page that asks',
    run: async (host) => {
      const alice = await host.user('alice');
      const query = new URLSearchParams({ user: host.localpart('alice'), redirect: 'https://client.example/done?x=1' });
      const response = await host.fetch(`${API_PATH}/sso?${query.toString()}`, { redirect: 'manual' });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      const page = await response.text();
      const [link = ''] = /https:\/\/client\.example\/done\?x=1&amp;loginToken=[^"]+/.exec(page) ?? [];
      const token = new URL(link.replaceAll('&amp;', '&')).searchParams.get('loginToken');
      expect(await logIn(host, { type: 'm.login.token', token })).toMatchObject({ user_id: alice.userId });
    },
  },
];
