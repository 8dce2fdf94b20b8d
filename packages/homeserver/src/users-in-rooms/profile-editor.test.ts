import {
  Module,
  SpamChecker,
  ThirdPartyRules,
  type JsonObject,
  type ProfileInfo,
  type RegistrationBehaviour,
  type UserId,
} from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer } from '../test/test-server.ts';

describe('ProfileEditor.change()', () => {
  test('`change()` stores, tells the modules, and shows the change in joined rooms', async () => {
    const calls: unknown[] = [];
    @Module()
    class Recorder {
      @ThirdPartyRules
      onProfileUpdate(user: UserId, { displayName, avatarUrl }: ProfileInfo, byAdmin: boolean, gone: boolean): void {
        calls.push([user, displayName, avatarUrl, byAdmin, gone]);
      }
    }
    await using server = await testServer({}, [Recorder]);
    const { token } = await server.quickUser('alice');
    const call = (method: string, path: string, body?: JsonObject) => server.call(method, client(path), body, token);
    const { body: room } = await call('POST', '/createRoom', {});
    const ok = { status: 200, body: {} };
    expect(await call('PUT', '/profile/@alice:test/displayname', { displayname: 'Al' })).toEqual(ok);
    expect(await call('PUT', '/profile/@alice:test/avatar_url', { avatar_url: 'mxc://test/abc' })).toEqual(ok);
    expect((await call('GET', '/profile/@alice:test')).body).toEqual({
      displayname: 'Al',
      avatar_url: 'mxc://test/abc',
    });
    expect((await call('GET', '/profile/@alice:test/avatar_url')).body).toEqual({ avatar_url: 'mxc://test/abc' });
    expect((await call('GET', `/rooms/${room.room_id}/state/m.room.member/@alice:test`)).body).toEqual({
      membership: 'join',
      displayname: 'Al',
      avatar_url: 'mxc://test/abc',
    });
    expect(await call('PUT', '/profile/@alice:test/displayname', { displayname: '' })).toEqual(ok);
    expect((await call('GET', '/profile/@alice:test/displayname')).body).toEqual({});
    expect(calls).toEqual([
      ['@alice:test', 'Al', null, false, false],
      ['@alice:test', 'Al', 'mxc://test/abc', false, false],
      ['@alice:test', null, 'mxc://test/abc', false, false],
    ]);
  });

  test('`change()` refuses the profile of somebody else, unless an administrator asks', async () => {
    await using server = await testServer();
    const alice = await server.quickUser('alice');
    const root = await server.quickUser('root', true);
    const change = (token: string) =>
      server.call('PUT', client('/profile/@alice:test/displayname'), { displayname: 'X' }, token);
    await server.quickUser('bob');
    expect(
      await server.call('PUT', client('/profile/@bob:test/displayname'), { displayname: 'X' }, alice.token),
    ).toEqual({ status: 400, body: { errcode: 'M_FORBIDDEN', error: "Cannot set another user's displayname" } });
    expect(await change(root.token)).toEqual({ status: 200, body: {} });
    expect((await server.call('GET', client('/profile/@alice:test'))).body).toEqual({ displayname: 'X' });
  });

  test('`change()` refuses what is too long', async () => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice');
    const put = async (field: string, length: number) => {
      const body = { [field]: 'x'.repeat(length) };
      return (await server.call('PUT', client(`/profile/@alice:test/${field}`), body, token)).body;
    };
    expect(await put('displayname', 256)).toEqual({});
    expect(await put('displayname', 257)).toEqual({
      errcode: 'M_UNKNOWN',
      error: 'Displayname is too long (max 256)',
    });
    expect(await put('avatar_url', 1001)).toEqual({ errcode: 'M_UNKNOWN', error: 'Avatar URL is too long (max 1000)' });
  });

  test('`change()` of a shadow-banned user does not show in rooms', async () => {
    @Module()
    class Ban {
      @SpamChecker
      checkRegistrationForSpam(): RegistrationBehaviour {
        return 'shadow_ban';
      }
    }
    await using server = await testServer({}, [Ban]);
    const { token } = await server.quickUser('troll');
    const { body: room } = await server.call('POST', client('/createRoom'), {}, token);
    await server.call('PUT', client('/profile/@troll:test/displayname'), { displayname: 'New' }, token);
    const path = client(`/rooms/${room.room_id}/state/m.room.member/@troll:test`);
    expect((await server.call('GET', path, undefined, token)).body).toEqual({
      membership: 'join',
      displayname: 'troll',
    });
  });
});

describe('profileRoutes()', () => {
  test('a profile that is not there, or whose user ID is malformed, is refused', async () => {
    await using server = await testServer();
    const get = (path: string) => server.call('GET', client(path));
    const unknown = { status: 404, body: { errcode: 'M_NOT_FOUND', error: 'Profile was not found' } };
    expect(await get('/profile/@nobody:test')).toEqual({
      status: 404,
      body: { errcode: 'M_UNKNOWN', error: 'No row found (profiles)' },
    });
    expect(await get('/profile/@nobody:elsewhere/displayname')).toEqual(unknown);
    expect(await get('/profile/nobody')).toEqual({
      status: 400,
      body: { errcode: 'M_INVALID_PARAM', error: "Expected UserID string to start with '@'" },
    });
  });
});
