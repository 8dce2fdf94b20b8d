import { AuthChecker, Module, type JsonObject, type LoginResult } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, passwordOf, testServer } from '../test/test-server.ts';

const passwordAuth = (user: string, password = passwordOf(user)): JsonObject => ({
  type: 'm.login.password',
  identifier: { type: 'm.id.user', user },
  password,
});

@Module()
class Anybody {
  @AuthChecker('com.example.trust', [])
  trust(username: string): LoginResult {
    return [`@${username}:test`];
  }
}

describe('Reauthentication.require()', () => {
  test('`require()` offers what the user can show, and takes it', async () => {
    await using server = await testServer({}, [Anybody]);
    const { token } = await server.user('alice');
    const change = (body: JsonObject) => server.call('POST', client('/account/password'), body, token);
    const first = await change({ new_password: 'new' });
    expect(first).toEqual({
      status: 401,
      body: {
        session: expect.stringMatching(/^\w{24}$/),
        flows: [{ stages: ['m.login.password'] }, { stages: ['com.example.trust'] }],
        params: {},
      },
    });
    const session = first.body.session as string;
    expect(await change({ auth: { ...passwordAuth('alice', 'wrong'), session } })).toEqual({
      status: 401,
      body: { ...first.body, completed: [], errcode: 'M_FORBIDDEN', error: 'Invalid username or password' },
    });
    expect(await change({ auth: { ...passwordAuth('alice'), session } })).toEqual({ status: 200, body: {} });
    const login = await server.call('POST', client('/login'), passwordAuth('alice', 'new'));
    expect(login.status).toBe(200);
    // A session is good for one operation.
    expect((await change({ auth: { ...passwordAuth('alice', 'new'), session } })).body).toEqual({
      errcode: 'M_UNKNOWN',
      error: `Unknown session ID: ${session}`,
    });
  });

  test('`require()` does not offer passwords to a user who has none', async () => {
    await using server = await testServer({}, [Anybody]);
    const { token } = await server.quickUser('alice');
    const { body } = await server.call('POST', client('/account/deactivate'), {}, token);
    expect(body.flows).toEqual([{ stages: ['com.example.trust'] }]);
  });

  test('`require()` refuses somebody else, and a session for another operation', async () => {
    await using server = await testServer({}, [Anybody]);
    const { token } = await server.user('alice');
    const trust = (user: string) => ({ type: 'com.example.trust', identifier: { type: 'm.id.user', user } });
    const change = (body: JsonObject) => server.call('POST', client('/account/password'), body, token);
    expect(await change({ new_password: 'x', auth: trust('bob') })).toEqual({
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'Invalid auth' },
    });
    const { body } = await change({ new_password: 'x' });
    const auth = { ...trust('alice'), session: body.session as string };
    expect(await server.call('POST', client('/account/deactivate'), { auth }, token)).toEqual({
      status: 403,
      body: {
        errcode: 'M_UNKNOWN',
        error: 'Requested operation has changed during the UI authentication session.',
      },
    });
  });

  test('`/account/password` logs the other devices out, unless it is told not to', async () => {
    await using server = await testServer({}, [Anybody]);
    const { token, deviceId } = await server.user('alice');
    const devices = async () => {
      const { body } = await server.call('GET', client('/devices'), undefined, token);
      return (body.devices as { device_id: string }[]).map(({ device_id }) => device_id);
    };
    await server.host.registerDevice('@alice:test', 'OTHER');
    const auth = { type: 'com.example.trust', identifier: { type: 'm.id.user', user: 'alice' } };
    const change = (body: JsonObject) => server.call('POST', client('/account/password'), { auth, ...body }, token);
    expect(await change({ new_password: 'one', logout_devices: false })).toEqual({ status: 200, body: {} });
    expect(await devices()).toEqual([deviceId, 'OTHER'].toSorted());
    expect(await change({ new_password: 'two' })).toEqual({ status: 200, body: {} });
    expect(await devices()).toEqual([deviceId]);
    expect(await change({})).toEqual({
      status: 400,
      body: { errcode: 'M_MISSING_PARAM', error: 'Missing params: password' },
    });
  });
});
