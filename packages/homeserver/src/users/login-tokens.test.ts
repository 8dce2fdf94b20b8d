import { AccountValidity, Module, SpamChecker } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer, type TestServer } from '../test/test-server.ts';

const login = (server: TestServer, token: unknown, more: Record<string, string> = {}) =>
  server.call('POST', client('/login'), { type: 'm.login.token', token: token as string, ...more });

const invalid = { status: 403, body: { errcode: 'M_FORBIDDEN', error: 'Invalid login token' } };

describe('LoginTokens', () => {
  test('a token is good for one login, of which modules hear who did the sign-on', async () => {
    const heard: unknown[] = [];
    @Module()
    class Listener {
      @SpamChecker
      checkLoginForSpam(userId: string, deviceId: string | null, name: string | null, _requests: unknown, by: unknown) {
        heard.push([userId, deviceId, name, by]);
        return 'NOT_SPAM' as const;
      }

      @AccountValidity
      onUserLogin(...args: [userId: string, type: string | null, provider: string | null]): void {
        heard.push(args);
      }
    }
    await using server = await testServer({}, [Listener]);
    const { userId } = await server.quickUser('alice');
    const token = await server.host.createLoginToken(userId, undefined, 'oidc-here', 'session');
    expect(token).toMatch(/^syl_[\w-]{32}$/);
    const answer = await login(server, token, { device_id: 'PHONE', initial_device_display_name: 'Phone' });
    expect(answer).toEqual({
      status: 200,
      body: { user_id: userId, access_token: expect.any(String), home_server: 'test', device_id: 'PHONE' },
    });
    expect((await server.call('GET', client('/account/whoami'), undefined, answer.body.access_token)).status).toBe(200);
    expect(heard).toEqual([
      [userId, 'PHONE', 'Phone', 'oidc-here'],
      [userId, 'm.login.token', 'oidc-here'],
    ]);
    expect(await login(server, token)).toEqual(invalid);
  });

  test('a token is good for two minutes, or as long as the module says', async () => {
    await using server = await testServer();
    const { userId } = await server.quickUser('alice');
    const [usual, late] = [await server.host.createLoginToken(userId), await server.host.createLoginToken(userId)];
    const long = await server.host.createLoginToken(userId, 500_000);
    await server.clock.advance(120_000);
    expect((await login(server, usual)).status).toBe(200);
    await server.clock.advance(1);
    expect(await login(server, late)).toEqual(invalid);
    expect((await login(server, long)).status).toBe(200);
  });

  test.each([
    ['unknown', 403, 'Invalid login token'],
    [undefined, 400, 'Missing JSON keys.'],
    [5, 400, 'Bad parameter: token'],
  ])('a login with %j fails', async (token, status, error) => {
    await using server = await testServer();
    const answer = await login(server, token);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
  });

  test('a token logs nobody in whose account is deactivated', async () => {
    await using server = await testServer();
    const { userId } = await server.quickUser('alice');
    const token = await server.host.createLoginToken(userId);
    await server.host.deactivateUser(userId);
    expect(await login(server, token)).toEqual({
      status: 403,
      body: { errcode: 'M_USER_DEACTIVATED', error: 'This account has been deactivated' },
    });
  });

  test('a token logs nobody in who is not there', async () => {
    await using server = await testServer();
    const token = await server.host.createLoginToken('@nobody:test');
    expect(await login(server, token)).toEqual({
      status: 404,
      body: { errcode: 'M_UNKNOWN', error: 'User not found' },
    });
  });

  test('clients are not told of the login type, as in Synapse without single sign-on', async () => {
    await using server = await testServer();
    expect((await server.call('GET', client('/login'))).body).toEqual({ flows: [{ type: 'm.login.password' }] });
  });
});
