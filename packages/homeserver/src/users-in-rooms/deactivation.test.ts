import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Module,
  ModuleApi,
  PasswordAuthProvider,
  SpamChecker,
  ThirdPartyRules,
  type ProfileInfo,
  type UserId,
} from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, passwordOf, testServer, type TestServer } from '../test/test-server.ts';

const calls: unknown[] = [];
const note = (name: string, ...args: readonly unknown[]): void => void calls.push([name, ...args]);

class NoConfig {}

@Module({ config: NoConfig })
class Recorder {
  readonly #api: ModuleApi;

  constructor(_config: NoConfig, api: ModuleApi) {
    this.#api = api;
  }

  @ThirdPartyRules
  checkCanDeactivateUser(user: UserId, byAdmin: boolean): boolean {
    note('may', user, byAdmin);
    return user !== '@keep:test';
  }

  @ThirdPartyRules
  onRemoveUserThirdPartyIdentifier(user: UserId, medium: string, address: string): void {
    note('threepid', user, medium, address);
  }

  @PasswordAuthProvider
  onLoggedOut(user: UserId): void {
    note('logged out', user);
  }

  @ThirdPartyRules
  onProfileUpdate(user: UserId, profile: ProfileInfo, byAdmin: boolean, deactivation: boolean): void {
    note('profile', user, profile, byAdmin, deactivation);
  }

  @ThirdPartyRules
  async onUserDeactivationStatusChanged(user: UserId, deactivated: boolean, byAdmin: boolean): Promise<void> {
    note('status', user, deactivated, byAdmin, (await this.#api.getUserinfoById(user))?.isDeactivated);
  }
}

const passwordAuth = (user: string) => ({
  type: 'm.login.password',
  identifier: { type: 'm.id.user', user },
  password: passwordOf(user),
});

async function members(server: TestServer, roomId: string, token: string): Promise<unknown> {
  const { body } = await server.call('GET', client(`/rooms/${roomId}/joined_members`), undefined, token);
  return Object.keys(body.joined as object);
}

describe('Deactivation.deactivate()', () => {
  test('`deactivate()` logs out, leaves the rooms, and lets nobody in again', async () => {
    calls.length = 0;
    await using server = await testServer({}, [Recorder]);
    const alice = await server.user('alice');
    const bob = await server.quickUser('bob');
    const room = await server.call('POST', client('/createRoom'), { preset: 'public_chat' }, bob.token);
    const roomId = String(room.body.room_id);
    await server.call('POST', client(`/join/${roomId}`), {}, alice.token);
    const deactivate = { auth: passwordAuth('alice') };
    expect((await server.call('POST', client('/account/deactivate'), {}, alice.token)).status).toBe(401);
    expect(await server.call('POST', client('/account/deactivate'), deactivate, alice.token)).toEqual({
      status: 200,
      body: { id_server_unbind_result: 'success' },
    });
    await server.idle();
    expect(calls).toEqual([
      ['may', '@alice:test', false],
      ['logged out', '@alice:test'],
      ['status', '@alice:test', true, false, true],
    ]);
    expect(await members(server, roomId, bob.token)).toEqual(['@bob:test']);
    const status = async (path: string, body: object) => {
      const answer = await server.call('POST', client(path), { ...body });
      return [answer.status, answer.body.errcode];
    };
    expect(await status('/login', passwordAuth('alice'))).toEqual([403, 'M_FORBIDDEN']);
    expect(await status('/register', { username: 'alice', password: 'x' })).toEqual([400, 'M_USER_IN_USE']);
    // Without erasure the profile stays.
    expect((await server.call('GET', client('/profile/@alice:test'))).status).toBe(200);
  });

  test('`deactivate()` by an administrator erases the profile, and can be taken back', async () => {
    await using server = await testServer({}, [Recorder]);
    const root = await server.quickUser('root', true);
    await server.host.registerUser('carl', 'Carl', ['carl@example.org']);
    calls.length = 0;
    const path = '/_synapse/admin/v1/deactivate/@carl:test';
    expect(await server.call('POST', path, { erase: true }, root.token)).toEqual({
      status: 200,
      body: { id_server_unbind_result: 'success' },
    });
    expect((await server.call('GET', client('/profile/@carl:test'))).status).toBe(404);
    const modify = (body: Record<string, unknown>) =>
      server.call('PUT', '/_synapse/admin/v2/users/@carl:test', { ...(body as object) }, root.token);
    expect((await modify({ deactivated: false, password: passwordOf('carl') })).body).toMatchObject({
      deactivated: false,
      erased: false,
    });
    expect(calls).toEqual([
      ['may', '@carl:test', true],
      ['threepid', '@carl:test', 'email', 'carl@example.org'],
      ['profile', '@carl:test', { avatarUrl: null, displayName: null }, true, true],
      ['status', '@carl:test', true, true, true],
      ['status', '@carl:test', false, true, false],
    ]);
    expect((await server.call('POST', client('/login'), passwordAuth('carl'))).status).toBe(200);
  });

  test('`deactivate()` deletes account data and push rules', async () => {
    await using server = await testServer();
    const { userId, token } = await server.quickUser('alice');
    const call = (method: string, path: string, body?: object) =>
      server.call(method, client(path), body === undefined ? undefined : { ...body }, token);
    await call('PUT', `/user/${userId}/account_data/m.direct`, { '@bob:test': ['!room:test'] });
    await call('PUT', `/user/${userId}/rooms/!room:test/account_data/m.tag`, { tags: {} });
    await call('PUT', '/pushrules/global/content/mine', { pattern: 'cake', actions: [] });
    await call('PUT', '/pushrules/global/override/.m.rule.master/enabled', { enabled: true });
    await server.host.deactivateUser(userId);
    const root = await server.quickUser('root', true);
    await server.call('PUT', `/_synapse/admin/v2/users/${userId}`, { deactivated: false }, root.token);
    const again = (await server.host.registerDevice(userId)).accessToken;
    const get = async (path: string) => (await server.call('GET', client(path), undefined, again)).status;
    expect([
      await get(`/user/${userId}/account_data/m.direct`),
      await get(`/user/${userId}/rooms/!room:test/account_data/m.tag`),
      await get('/pushrules/global/content/mine'),
    ]).toEqual([404, 404, 404]);
    const rule = await server.call('GET', client('/pushrules/global/override/.m.rule.master'), undefined, again);
    expect(rule.body.enabled).toBe(false);
  });

  test('`deactivate()` leaves no token to who logs in meanwhile', async () => {
    const login = Promise.withResolvers<void>();
    const began = Promise.withResolvers<void>();
    @Module()
    class Slow {
      @SpamChecker
      async checkLoginForSpam(): Promise<'NOT_SPAM'> {
        began.resolve();
        await login.promise;
        return 'NOT_SPAM';
      }
    }
    await using server = await testServer({}, [Slow]);
    const { userId } = await server.user('alice');
    const answer = server.call('POST', client('/login'), passwordAuth('alice'));
    await began.promise;
    await server.host.deactivateUser(userId);
    login.resolve();
    const { body } = await answer;
    expect((await server.call('GET', client('/account/whoami'), undefined, String(body.access_token))).status).toBe(
      401,
    );
  });

  test('`deactivate()` goes on after a restart where it was interrupted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bouton-test-'));
    try {
      const before = await testServer({ data_directory: folder });
      const alice = await before.quickUser('alice');
      const bob = await before.quickUser('bob');
      const room = await before.call('POST', client('/createRoom'), { preset: 'public_chat' }, bob.token);
      await before.call('POST', client(`/join/${room.body.room_id}`), {}, alice.token);
      await before[Symbol.asyncDispose]();
      // As it is when the homeserver is killed before the user has left.
      const database = new DatabaseSync(join(folder, 'homeserver.db'));
      database.exec("UPDATE users SET is_deactivated = 1, is_parting = 1 WHERE user_id = '@alice:test'");
      database.close();
      await using after = await testServer({ data_directory: folder });
      await after.idle();
      expect(await members(after, room.body.room_id, bob.token)).toEqual(['@bob:test']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('`deactivate()` changes nothing if a module refuses', async () => {
    await using server = await testServer({}, [Recorder]);
    const { token } = await server.user('keep');
    const answer = await server.call('POST', client('/account/deactivate'), { auth: passwordAuth('keep') }, token);
    expect(answer).toEqual({
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'Deactivation of this user is forbidden' },
    });
    expect((await server.call('GET', client('/account/whoami'), undefined, token)).status).toBe(200);
  });
});
