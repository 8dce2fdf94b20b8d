import { AccountValidity, Module, type UserId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer } from '../test/test-server.ts';

const WHOAMI = client('/account/whoami');

describe('Authenticator.authenticate()', () => {
  test('`authenticate()` takes the token from the header or from the query', async () => {
    await using server = await testServer();
    const { token, deviceId } = await server.quickUser('alice');
    const known = { status: 200, body: { user_id: '@alice:test', is_guest: false, device_id: deviceId } };
    expect(await server.call('GET', WHOAMI, undefined, token)).toEqual(known);
    expect(await server.call('GET', `${WHOAMI}?access_token=${token}`)).toEqual(known);
  });

  test('`authenticate()` refuses a request without a token that it knows', async () => {
    await using server = await testServer();
    const refusal = async (authorization?: string) => {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const response = await server.fetch(new Request(server.baseUrl + WHOAMI, { headers }));
      return [response.status, await response.json()];
    };
    const malformed = [401, { errcode: 'M_MISSING_TOKEN', error: 'Invalid Authorization header.' }];
    expect(await refusal()).toEqual([401, { errcode: 'M_MISSING_TOKEN', error: 'Missing access token' }]);
    expect(await refusal('Basic abc')).toEqual(malformed);
    expect(await refusal('Bearer')).toEqual(malformed);
    expect(await refusal('Bearer a b')).toEqual(malformed);
    expect(await refusal('Bearer unknown')).toEqual([
      401,
      { errcode: 'M_UNKNOWN_TOKEN', error: 'Invalid access token passed.', soft_logout: false },
    ]);
  });

  test('`authenticate()` keeps users out whose account has expired, but lets them log out', async () => {
    const asked: string[] = [];
    @Module()
    class Expiry {
      @AccountValidity
      isUserExpired(userId: UserId): boolean | null {
        asked.push(userId);
        return userId === '@old:test' ? true : null;
      }
    }
    await using server = await testServer({}, [Expiry]);
    const old = await server.quickUser('old');
    const young = await server.quickUser('young');
    expect(await server.call('GET', WHOAMI, undefined, old.token)).toEqual({
      status: 403,
      body: { errcode: 'ORG_MATRIX_EXPIRED_ACCOUNT', error: 'User account has expired' },
    });
    expect((await server.call('GET', WHOAMI, undefined, young.token)).status).toBe(200);
    expect(await server.call('POST', client('/logout'), undefined, old.token)).toEqual({ status: 200, body: {} });
    expect(asked).toEqual(['@old:test', '@young:test']);
  });

  test('`authenticate()` notes where a device was seen, every two minutes', async () => {
    await using server = await testServer();
    const { token, deviceId } = await server.quickUser('alice');
    const seenAt = async () => {
      await server.call('GET', WHOAMI, undefined, token);
      await server.host.registerUser(`u${Math.random()}`.replace('0.', ''));
      const { body } = await server.call('GET', client(`/devices/${deviceId}`), undefined, token);
      return body;
    };
    const start = server.clock.now();
    expect(await seenAt()).toMatchObject({ last_seen_ts: start, last_seen_ip: '127.0.0.1' });
    await server.clock.advance(119_000);
    expect(await seenAt()).toMatchObject({ last_seen_ts: start });
    await server.clock.advance(1_000);
    expect(await seenAt()).toMatchObject({ last_seen_ts: start + 120_000 });
  });
});
