import { Module, ModuleApi, ThirdPartyRules, WebResource, type ProfileInfo, type UserId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer, type TestServer } from '../test/test-server.ts';

class NoConfig {}

let api: ModuleApi;

@Module({ config: NoConfig })
class Holder {
  constructor(_config: NoConfig, given: ModuleApi) {
    api = given;
  }

  @WebResource('/_synapse/client/whoami')
  async whoami(request: Request): Promise<object> {
    return { ...(await api.getUserByReq(request)) };
  }
}

const start = (): Promise<TestServer> => testServer({}, [Holder]);

const failure = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => new Error('nothing'),
    (thrown: unknown) => thrown as Error,
  );
  return 'errcode' in error ? `${String(error.errcode)}: ${error.message}` : `${error.name}: ${error.message}`;
};

describe('userMembers()', () => {
  test('`getUserByReq()` is who the token of a web request belongs to', async () => {
    await using server = await start();
    const { token, deviceId } = await server.quickUser('alice');
    expect(await server.call('GET', '/_synapse/client/whoami', undefined, token)).toEqual({
      status: 200,
      body: {
        user: '@alice:test',
        deviceId,
        isGuest: false,
        shadowBanned: false,
        appServiceId: null,
        authenticatedEntity: '@alice:test',
      },
    });
    expect(await server.call('GET', `/_synapse/client/whoami?access_token=${token}`)).toMatchObject({ status: 200 });
    expect(await server.call('GET', '/_synapse/client/whoami')).toEqual({
      status: 401,
      body: { errcode: 'M_MISSING_TOKEN', error: 'Missing access token' },
    });
  });

  test('`registerUser()` and `registerDevice()` make an account that can be used', async () => {
    await using server = await start();
    const userId = await api.registerUser('bot', 'The Bot', ['Bot@example.org'], true);
    const device = await api.registerDevice(userId, 'DEVICE', 'Machine');
    expect(device).toEqual({
      deviceId: 'DEVICE',
      accessToken: expect.stringMatching(/^syt_/),
      accessTokenExpiry: null,
      refreshToken: null,
    });
    const { body } = await server.call('GET', client('/devices'), undefined, device.accessToken);
    expect(body).toMatchObject({ devices: [{ device_id: 'DEVICE', display_name: 'Machine' }] });
    expect(await api.getUserinfoById(userId)).toEqual({
      userId: '@bot:test',
      appServiceId: null,
      userType: null,
      creationTs: server.clock.now(),
      isAdmin: true,
      isDeactivated: false,
      isGuest: false,
      isShadowBanned: false,
      approved: true,
      locked: false,
      suspended: false,
    });
    expect(await api.getProfileForUser('bot')).toEqual({ displayName: 'The Bot', avatarUrl: null });
    const now = server.clock.now();
    expect(await api.getThreepidsForUser(userId)).toEqual([
      { medium: 'email', address: 'bot@example.org', validatedAt: now, addedAt: now },
    ]);
    expect(await failure(api.registerUser('bot'))).toBe('M_USER_IN_USE: User ID already taken.');
    expect(await failure(api.registerUser('B ot'))).toMatch(/^M_INVALID_USERNAME: /);
    expect(await failure(api.registerUser('carl', undefined, ['nonsense']))).toBe(
      'M_UNKNOWN: Unable to parse email address',
    );
    expect(await api.checkUserExists('@carl:test')).toBe(null);
    // oxlint-disable-next-line typescript/no-deprecated -- it should still work
    const [second, token] = await api.register('second');
    expect((await server.call('GET', client('/account/whoami'), undefined, token)).body.user_id).toBe(second);
  });

  test('`getUserinfoById()`, `getProfileForUser()` and `checkUserExists()` know who is not there', async () => {
    await using server = await start();
    await server.quickUser('alice');
    expect(await api.getUserinfoById('@ALICE:test')).toBe(null);
    expect(await api.getProfileForUser('nobody')).toEqual({ avatarUrl: null, displayName: null });
    expect(await api.checkUserExists('@ALICE:test')).toBe('@alice:test');
    expect(await api.checkUserExists('@nobody:test')).toBe(null);
    expect(await api.checkUserExists('alice' as UserId)).toBe(null);
  });

  test('`setUserAdmin()` makes and unmakes administrators', async () => {
    await using server = await start();
    const { userId } = await server.quickUser('alice');
    expect(await api.isUserAdmin(userId)).toBe(false);
    await api.setUserAdmin(userId, true);
    expect(await api.isUserAdmin(userId)).toBe(true);
    await api.setUserAdmin(userId, false);
    expect(await api.isUserAdmin(userId)).toBe(false);
    expect(await api.isUserAdmin('@nobody:test')).toBe(false);
    expect(await failure(api.setUserAdmin('alice' as UserId, true))).toBe(
      "M_INVALID_PARAM: Expected UserID string to start with '@'",
    );
  });

  test('`checkUsername()` refuses what cannot be registered', async () => {
    await using server = await start();
    await server.quickUser('alice');
    await api.checkUsername('bob');
    expect(await failure(api.checkUsername('alice'))).toBe('M_USER_IN_USE: User ID already taken.');
    expect(await failure(api.checkUsername('_x'))).toBe('M_INVALID_USERNAME: User ID may not begin with _');
  });

  test('`invalidateAccessToken()` logs a token out', async () => {
    await using server = await start();
    const { token } = await server.quickUser('alice');
    await api.invalidateAccessToken(token);
    expect((await server.call('GET', client('/account/whoami'), undefined, token)).status).toBe(401);
    expect(await failure(api.invalidateAccessToken(token))).toBe('M_UNKNOWN_TOKEN: Invalid access token passed.');
  });

  test('`setDisplayname()` acts as an administrator', async () => {
    const updates: unknown[] = [];
    @Module()
    class Recorder {
      @ThirdPartyRules
      onProfileUpdate(user: UserId, profile: ProfileInfo, byAdmin: boolean): void {
        updates.push([user, profile.displayName, byAdmin]);
      }
    }
    await using server = await testServer({}, [Holder, Recorder]);
    const { userId } = await server.quickUser('alice');
    await api.setDisplayname(userId, 'Set by a module');
    expect(updates).toEqual([['@alice:test', 'Set by a module', true]]);
    expect(await failure(api.setDisplayname('@nobody:test', 'x'))).toBe(
      'M_UNKNOWN: User is not hosted on this homeserver',
    );
  });

  test('`accountDataManager` reads frozen copies, and writes what clients see', async () => {
    await using server = await start();
    const { token, userId } = await server.quickUser('alice');
    const manager = api.accountDataManager;
    expect(await manager.getGlobal(userId, 'a')).toBe(null);
    await manager.putGlobal(userId, 'a', { list: [{ deep: 1 }] });
    const content = await manager.getGlobal(userId, 'a');
    expect(content).toEqual({ list: [{ deep: 1 }] });
    expect(Object.isFrozen(Object(content?.['list'])[0])).toBe(true);
    const path = client(`/user/${userId}/account_data/a`);
    expect((await server.call('GET', path, undefined, token)).body).toEqual({ list: [{ deep: 1 }] });
    expect(await failure(manager.getGlobal('@a:elsewhere', 'a'))).toBe(
      "RangeError: @a:elsewhere is not local to this homeserver; can't access account data for remote users.",
    );
    expect(await failure(manager.getGlobal('alice' as UserId, 'a'))).toMatch(/^M_INVALID_PARAM/);
    expect(await failure(manager.putGlobal('@no:test', 'a', {}))).toBe(
      'RangeError: User @no:test does not exist on this server.',
    );
    expect(await failure(manager.putGlobal(userId, 5 as never, {}))).toBe(
      'TypeError: dataType must be a string; got number',
    );
    expect(await failure(manager.putGlobal(userId, 'a', [] as never))).toBe(
      'TypeError: newData must be an object; got an array',
    );
  });
});
