import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiCaller } from './test/api-caller.ts';
import { FIXTURES, startApiCaller } from './test/start-api-caller.ts';
import { databaseOf, type SynapseProcess } from './test/start-synapse.ts';
import { requestJson, type SynapseUser } from './test/synapse-user.ts';

let synapse: SynapseProcess;
let api: ApiCaller;
let alice: SynapseUser;
let bob: SynapseUser;

const call = (member: string, ...args: unknown[]): Promise<unknown> => api.call(member, ...args);

beforeAll(async () => {
  ({ synapse, api, alice, bob } = await startApiCaller({
    pythonModules: [{ module: 'native_sso.NativeSso', config: {} }],
    pythonPath: [FIXTURES],
    settings: { sso: { client_whitelist: ['https://trusted.example/'] }, mau_stats_only: true },
  }));
});

afterAll(() => synapse[Symbol.asyncDispose]());

describe('users', () => {
  test('are registered, with devices and tokens', async () => {
    expect(await call('registerUser', 'made', 'Made', ['made@example.com'], true)).toBe('@made:localhost');
    expect(await call('registerUser', 'made')).toBe('400 M_USER_IN_USE: User ID already taken.');
    expect(await call('checkUsername', 'made')).toBe('400 M_USER_IN_USE: User ID already taken.');
    expect(await call('checkUsername', 'free')).toBeUndefined();
    expect(await call('getUserinfoById', '@made:localhost')).toEqual({
      userId: '@made:localhost',
      appServiceId: null,
      userType: null,
      creationTs: expect.any(Number),
      isAdmin: true,
      isDeactivated: false,
      isGuest: false,
      isShadowBanned: false,
      approved: true,
      locked: false,
      suspended: false,
    });
    expect(await call('register', 'both', 'Both')).toEqual(['@both:localhost', expect.stringMatching(/^syt_/)]);
    const device = (await call('registerDevice', '@made:localhost', 'DEVICE', 'a device')) as { accessToken: string };
    expect(device).toEqual({
      deviceId: 'DEVICE',
      accessToken: expect.stringMatching(/^syt_/),
      accessTokenExpiry: null,
      refreshToken: null,
    });
    const whoami = `${synapse.url}/_matrix/client/v3/account/whoami?access_token=${device.accessToken}`;
    expect((await requestJson(whoami)).status).toBe(200);
    expect(await call('invalidateAccessToken', device.accessToken)).toBeUndefined();
    expect((await requestJson(whoami)).status).toBe(401);
    expect(await call('invalidateAccessToken', device.accessToken)).toBe(
      '401 M_UNKNOWN_TOKEN: Invalid access token passed. {"soft_logout":false}',
    );
  });

  test('log in with tokens that modules make', async () => {
    const token = await call('createLoginToken', bob.userId, 60_000, 'oidc-test');
    const login = (): Promise<unknown> =>
      requestJson(`${synapse.url}/_matrix/client/v3/login`, {
        method: 'POST',
        body: JSON.stringify({ type: 'm.login.token', token }),
      });
    expect(await login()).toMatchObject({ status: 200, body: { user_id: '@bob:localhost' } });
    expect(await login()).toMatchObject({ status: 403 });
  });

  test('are known by their requests', async () => {
    const whoami = (user: SynapseUser, query = ''): Promise<unknown> =>
      user.request('GET', `/_synapse/client/caller/whoami${query}`);
    expect(await whoami(bob)).toMatchObject({ status: 200, body: { user: bob.userId, isGuest: false } });
    const expired = await synapse.user('expired');
    expect(await whoami(expired)).toEqual({
      status: 403,
      body: { errcode: 'ORG_MATRIX_EXPIRED_ACCOUNT', error: 'User account has expired' },
    });
    expect(await whoami(expired, '?expired')).toMatchObject({ status: 200, body: { user: expired.userId } });
  });

  test('are read and changed', async () => {
    expect(await call('isUserAdmin', alice.userId)).toBe(true);
    expect(await call('isUserAdmin', '@nobody:localhost')).toBe(false);
    expect(await call('setUserAdmin', 'alice', true)).toBe(
      "400 M_INVALID_PARAM: Expected UserID string to start with '@'",
    );
    expect(await call('checkUserExists', '@ALICE:localhost')).toBe('@alice:localhost');
    expect(await call('checkUserExists', '@nobody:localhost')).toBeNull();
    expect(await call('getUserinfoById', '@ALICE:localhost')).toBeNull();
    expect(await call('getProfileForUser', 'nobody')).toEqual({ avatarUrl: null, displayName: null });
    await api.heard();
    expect(await call('setDisplayname', alice.userId, 'Alice')).toBeUndefined();
    expect(await call('setAvatarUrl', alice.userId, 'mxc://localhost/face')).toBeUndefined();
    const profile = { avatarUrl: 'mxc://localhost/face', displayName: 'Alice' };
    expect(await call('getProfileForUser', 'alice')).toEqual(profile);
    expect(await api.heard()).toEqual([
      ['onProfileUpdate', alice.userId, { avatarUrl: null, displayName: 'Alice' }, true, false],
      ['onProfileUpdate', alice.userId, profile, true, false],
    ]);
    expect(await call('setAvatarUrl', alice.userId, '')).toBeUndefined();
    expect(await call('getProfileForUser', 'alice')).toEqual({ avatarUrl: null, displayName: 'Alice' });
    const foreign = '400 M_UNKNOWN: User is not hosted on this homeserver';
    expect(await call('setAvatarUrl', '@a:elsewhere', '')).toBe(foreign);
    expect(await call('setAvatarUrl', '@nobody:localhost', '')).toBe(foreign);
    expect(await call('setDisplayname', '@a:elsewhere', 'A')).toBe(foreign);
    expect(await call('setAvatarUrl', alice.userId, 'x'.repeat(1001))).toMatch(
      /^400 M_UNKNOWN: Avatar URL is too long/,
    );
  });

  test('have addresses', async () => {
    await api.heard();
    expect(await call('addThreepid', bob.userId, 'email', 'Bob@Example.com', 1234)).toBeUndefined();
    expect(await call('addThreepid', bob.userId, 'msisdn', '447700900000')).toBeUndefined();
    expect(await call('getThreepidsForUser', bob.userId)).toEqual([
      { medium: 'email', address: 'bob@example.com', validatedAt: 1234, addedAt: expect.any(Number) },
      { medium: 'msisdn', address: '447700900000', validatedAt: expect.any(Number), addedAt: expect.any(Number) },
    ]);
    expect(await call('removeThreepid', bob.userId, 'email', 'BOB@example.com')).toBeUndefined();
    expect(await call('removeThreepid', bob.userId, 'email', 'bob@example.com')).toBeUndefined();
    expect(await call('removeThreepid', bob.userId, 'msisdn', '447700900000')).toBeUndefined();
    expect(await call('getThreepidsForUser', bob.userId)).toEqual([]);
    expect(await api.heard()).toEqual([
      ['onAddUserThirdPartyIdentifier', bob.userId, 'email', 'bob@example.com'],
      ['onAddUserThirdPartyIdentifier', bob.userId, 'msisdn', '447700900000'],
      ['onRemoveUserThirdPartyIdentifier', bob.userId, 'email', 'bob@example.com'],
      ['onRemoveUserThirdPartyIdentifier', bob.userId, 'msisdn', '447700900000'],
    ]);
    expect(await call('addThreepid', bob.userId, 'post', 'x')).toBe(
      "400 M_INVALID_PARAM: 'post' is not a valid value for 'medium'",
    );
    expect(await call('addThreepid', bob.userId, 'email', 'x')).toBe('400 M_UNKNOWN: Unable to parse email address');
    expect(await call('addThreepid', '@nobody:localhost', 'email', 'a@b')).toBe('404 M_NOT_FOUND: User not found');
  });

  test('are tied to identity providers and servers', async () => {
    expect(await call('recordUserExternalId', 'oidc-test', 'bob-there', bob.userId)).toBeUndefined();
    const { body } = await alice.request('GET', `/_synapse/admin/v2/users/${bob.userId}`);
    expect(body['external_ids']).toEqual([{ auth_provider: 'oidc-test', external_id: 'bob-there' }]);
    expect(await call('recordUserExternalId', 'oidc-test', 'bob-there', alice.userId)).toMatch(/^Error: /);
    expect(await call('storeRemote3pidAssociation', bob.userId, 'email', 'b@id.example', 'id.example')).toBeUndefined();
    using database = new DatabaseSync(databaseOf(synapse.folder), { readOnly: true });
    expect({ ...database.prepare('SELECT * FROM user_threepid_id_server').get() }).toEqual({
      user_id: bob.userId,
      medium: 'email',
      address: 'b@id.example',
      id_server: 'id.example',
    });
  });

  test('are seen', async () => {
    const seen = { ip: '127.0.0.1', userAgent: 'node', lastSeen: expect.any(Number) };
    expect(await call('getUserIpAndAgents', bob.userId)).toContainEqual(seen);
    expect(await call('getUserIpAndAgents', bob.userId, Date.now() + 60_000)).toEqual([]);
    expect(await call('getUserIpAndAgents', '@a:elsewhere')).toEqual([]);
    expect(await call('getMonthlyActiveUsersByService')).toContainEqual(['native', bob.userId]);
    expect(await call('getMonthlyActiveUsersByService', Date.now() + 60_000)).toEqual([]);
  });

  test('have global account data', async () => {
    expect(await call('accountDataManager.getGlobal', bob.userId, 'a')).toBeNull();
    expect(await call('accountDataManager.putGlobal', bob.userId, 'a', { list: [{ deep: 1 }] })).toBeUndefined();
    expect(await call('accountDataManager.getGlobal', bob.userId, 'a')).toEqual({ list: [{ deep: 1 }] });
    expect(await call('accountDataManager.getGlobal', '@a:elsewhere', 'a')).toBe(
      "RangeError: @a:elsewhere is not local to this homeserver; can't access account data for remote users.",
    );
    expect(await call('accountDataManager.getGlobal', 'bob', 'a')).toMatch(/^400 M_INVALID_PARAM/);
    expect(await call('accountDataManager.putGlobal', '@no:localhost', 'a', {})).toBe(
      'RangeError: User @no:localhost does not exist on this server.',
    );
    expect(await call('accountDataManager.putGlobal', bob.userId, 5, {})).toMatch(/^TypeError: /);
    expect(await call('accountDataManager.putGlobal', bob.userId, 'a', [])).toMatch(/^TypeError: /);
  });

  test('are deactivated, if no module forbids it', async () => {
    const [gone, stays] = [await synapse.user('gone'), await synapse.user('stays')];
    const room = String((await alice.createRoom({ preset: 'public_chat' })).body['room_id']);
    await gone.join(room);
    await call('setDisplayname', gone.userId, 'Gone');
    expect(await call('deactivateUser', gone.userId, { erase: true })).toBeUndefined();
    expect(await call('getUserinfoById', gone.userId)).toMatchObject({ isDeactivated: true });
    expect(await call('getProfileForUser', 'gone')).toEqual({ avatarUrl: null, displayName: null });
    expect((await gone.request('GET', '/_matrix/client/v3/account/whoami')).status).toBe(401);
    await expect.poll(() => call('isUserInRoom', gone.userId, room)).toBe(false);
    await api.heard();
    expect(await call('deactivateUser', stays.userId)).toBe('403 M_FORBIDDEN: Deactivation of this user is forbidden');
    expect(await api.heard()).toEqual([['checkCanDeactivateUser', stays.userId, true]]);
    expect(await call('deactivateUser', '@nobody:localhost')).toBe('404 M_NOT_FOUND: User not found');
    expect(await call('deactivateUser', '@a:elsewhere')).toBe('400 M_UNKNOWN: User is not hosted on this homeserver');
  });
});

describe('a single sign-on', () => {
  /** The answer to the client, without what is different each time. */
  async function answer(path: string, query: Record<string, string>): Promise<unknown> {
    const url = `${synapse.url}/_synapse/client/${path}/sso?${String(new URLSearchParams(query))}`;
    const response = await fetch(url, { redirect: 'manual' });
    const known = (text: string): string => text.replaceAll(/syl_\w+/g, 'TOKEN');
    const headers = ['location', 'content-type', 'content-security-policy', 'x-frame-options'].map((name) =>
      known(response.headers.get(name) ?? 'none'),
    );
    return [response.status, headers, known(await response.text())];
  }

  test.each([
    ['redirects to clients that the administrator trusts', 'bob', { to: 'https://trusted.example/login?a=b' }, 302],
    ['asks the user before it goes to others', 'bob', { to: 'https://other.example/' }, 200],
    ['asks new users in other words', 'bob', { to: 'my-app://login', new: '1' }, 200],
    ['refuses deactivated users', 'leaver', { to: 'https://trusted.example/' }, 403],
  ])('%s, as Synapse itself does', async (_, localpart, query, status) => {
    if (localpart === 'leaver') await call('deactivateUser', (await synapse.user('leaver')).userId);
    await api.heard();
    const wanted = { user: `@${localpart}:localhost`, ...query };
    const [native, ours] = [await answer('native', wanted), await answer('caller', wanted)];
    expect(ours).toEqual(native);
    expect(ours).toEqual([status, expect.anything(), expect.any(String)]);
    const login = ['onUserLogin', '@bob:localhost', 'm.login.sso', 'oidc-test'];
    expect(await api.heard('onUserLogin')).toEqual(status === 403 ? [] : [login, login]);
  });

  test('fails if there is no such user', async () => {
    const url = `${synapse.url}/_synapse/client/caller/sso?user=@nobody:localhost&to=https://trusted.example/`;
    expect(await requestJson(url)).toEqual({
      status: 404,
      body: { errcode: 'M_UNKNOWN', error: expect.stringMatching(/^No row found( \(users\))?$/) },
    });
  });
});
