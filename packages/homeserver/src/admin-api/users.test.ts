import { Module, ThirdPartyRules, type JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer } from '../test/test-server.ts';

describe('adminUserRoutes()', () => {
  test('only administrators may', async () => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice');
    const refused = { status: 403, body: { errcode: 'M_FORBIDDEN', error: 'You are not a server admin' } };
    for (const [method, path] of [
      ['GET', '/v2/users/@alice:test'],
      ['PUT', '/v2/users/@alice:test'],
      ['GET', '/v1/users/@alice:test/admin'],
      ['PUT', '/v1/users/@alice:test/admin'],
      ['POST', '/v1/deactivate/@alice:test'],
      ['DELETE', '/v1/rooms/!x:test'],
      ['DELETE', '/v2/rooms/!x:test'],
    ] as const) {
      expect(await server.call(method, `/_synapse/admin${path}`, undefined, token)).toEqual(refused);
      expect((await server.call(method, `/_synapse/admin${path}`)).body.errcode).toBe('M_MISSING_TOKEN');
    }
  });

  test('`/v1/users/…/admin` makes administrators', async () => {
    await using server = await testServer();
    const root = await server.quickUser('root', true);
    await server.quickUser('bob');
    const call = (method: string, user: string, body?: JsonObject) =>
      server.call(method, `/_synapse/admin/v1/users/${user}/admin`, body, root.token);
    expect(await call('PUT', '@bob:test', { admin: true })).toEqual({ status: 200, body: {} });
    expect(await call('GET', '@bob:test')).toEqual({ status: 200, body: { admin: true } });
    const faults = [
      await call('PUT', '@root:test', { admin: false }),
      await call('PUT', '@bob:test', {}),
      await call('PUT', '@bob:test', { admin: 5 }),
      await call('PUT', '@nobody:test', { admin: true }),
      await call('PUT', '@bob:elsewhere', { admin: true }),
      await call('PUT', 'bob', { admin: true }),
    ];
    expect(faults.map(({ status, body }) => `${status} ${body.errcode}: ${body.error}`)).toEqual([
      '400 M_UNKNOWN: You may not demote yourself.',
      "400 M_MISSING_PARAM: Missing params: ['admin']",
      "400 M_BAD_JSON: 'admin' must be a boolean",
      '404 M_NOT_FOUND: User not found',
      '400 M_UNKNOWN: Only local users can be admins of this homeserver',
      "400 M_INVALID_PARAM: Expected UserID string to start with '@'",
    ]);
  });

  test('`/v2/users/…` creates a user, then changes what it is told', async () => {
    const threepids: unknown[] = [];
    @Module()
    class Recorder {
      @ThirdPartyRules
      onAddUserThirdPartyIdentifier(...args: [user: string, medium: string, address: string]): void {
        threepids.push(['add', ...args]);
      }

      @ThirdPartyRules
      onThreepidBind(...args: [user: string, medium: string, address: string]): void {
        threepids.push(['bind', ...args]);
      }

      @ThirdPartyRules
      onRemoveUserThirdPartyIdentifier(...args: [user: string, medium: string, address: string]): void {
        threepids.push(['remove', ...args]);
      }
    }
    await using server = await testServer({}, [Recorder]);
    const root = await server.quickUser('root', true);
    const put = (user: string, body: JsonObject) =>
      server.call('PUT', `/_synapse/admin/v2/users/${user}`, body, root.token);
    const eve: JsonObject = {
      name: '@eve:test',
      displayname: 'Eve',
      avatar_url: null,
      admin: false,
      deactivated: false,
      erased: false,
      shadow_banned: false,
      creation_ts: server.clock.now() / 1000,
      user_type: null,
      is_guest: false,
      locked: false,
      suspended: false,
      appservice_id: null,
      threepids: [],
      external_ids: [],
    };
    expect(await put('@eve:test', { displayname: 'Eve', password: 'pw' })).toEqual({ status: 201, body: eve });
    const email = (address: string) => ({ medium: 'email', address });
    await put('@eve:test', { threepids: [email('One@example.org'), email('two@example.org')] });
    const now = server.clock.now();
    expect(
      await put('@eve:test', {
        displayname: 'Evelyn',
        avatar_url: 'mxc://test/a',
        admin: true,
        user_type: 'support',
        threepids: [email('two@example.org')],
      }),
    ).toEqual({
      status: 200,
      body: {
        ...eve,
        displayname: 'Evelyn',
        avatar_url: 'mxc://test/a',
        admin: true,
        user_type: 'support',
        threepids: [{ ...email('two@example.org'), validated_at: now, added_at: now }],
      },
    });
    expect(threepids).toEqual([
      ['add', '@eve:test', 'email', 'one@example.org'],
      ['bind', '@eve:test', 'email', 'one@example.org'],
      ['add', '@eve:test', 'email', 'two@example.org'],
      ['bind', '@eve:test', 'email', 'two@example.org'],
      ['remove', '@eve:test', 'email', 'one@example.org'],
    ]);
    const login = { type: 'm.login.password', user: 'eve', password: 'pw' };
    const { body: session } = await server.call('POST', client('/login'), login);
    expect((await put('@eve:test', { password: 'new' })).status).toBe(200);
    // A new password logs all devices out.
    expect((await server.call('GET', client('/account/whoami'), undefined, String(session.access_token))).status).toBe(
      401,
    );
    expect((await server.call('POST', client('/login'), { ...login, password: 'new' })).status).toBe(200);
    const { body } = await server.call('GET', client('/account/3pid'), undefined, root.token);
    expect(body).toEqual({ threepids: [] });
  });

  test('`/v2/users/…` changes nothing if a part of the change cannot be', async () => {
    await using server = await testServer();
    const root = await server.quickUser('root', true);
    await server.quickUser('alice');
    await server.host.recordUserExternalId('oidc', 'taken', root.userId);
    const call = (method: string, user: string, body?: JsonObject) =>
      server.call(method, `/_synapse/admin/v2/users/${user}`, body, root.token);
    const before = await call('GET', '@alice:test');
    const taken = { auth_provider: 'oidc', external_id: 'taken' };
    for (const user of ['@alice:test', '@new:test']) {
      for (const fault of [{ external_ids: [taken] }, { threepids: [{ medium: 'email', address: 'nonsense' }] }]) {
        const more = { displayname: 'Other', admin: true, ...fault };
        expect((await call('PUT', user, more)).status).toBeGreaterThanOrEqual(400);
      }
    }
    expect(await call('GET', '@alice:test')).toEqual(before);
    expect((await call('GET', '@new:test')).status).toBe(404);
  });

  test('`/v2/users/…` refuses what cannot be', async () => {
    await using server = await testServer();
    const root = await server.quickUser('root', true);
    const put = async (user: string, body: JsonObject) => {
      const answer = await server.call('PUT', `/_synapse/admin/v2/users/${user}`, body, root.token);
      return `${answer.status} ${answer.body.errcode}: ${answer.body.error}`;
    };
    expect([
      await put('@f%20g:test', {}),
      await put('@f:elsewhere', {}),
      await put('@root:test', { admin: false }),
      await put('@root:test', { password: 5 }),
      await put('@root:test', { threepids: [{ medium: 'post', address: 'x' }] }),
    ]).toEqual([
      "400 M_INVALID_USERNAME: User ID can only contain characters a-z, 0-9, or '=_-./+'",
      '400 M_UNKNOWN: This endpoint can only be used with local users',
      '400 M_UNKNOWN: You may not demote yourself.',
      "400 M_BAD_JSON: 'password' must be a string",
      '400 M_BAD_JSON: \'threepids.0.medium\' must be one of "email", "msisdn"',
    ]);
    expect((await server.call('GET', '/_synapse/admin/v2/users/@no:test', undefined, root.token)).body).toEqual({
      errcode: 'M_NOT_FOUND',
      error: 'User not found',
    });
  });
});

describe('serverVersionRoutes()', () => {
  test('anybody may ask for the version', async () => {
    await using server = await testServer();
    expect(await server.call('GET', '/_synapse/admin/v1/server_version')).toEqual({
      status: 200,
      body: { server_version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
    });
  });
});
