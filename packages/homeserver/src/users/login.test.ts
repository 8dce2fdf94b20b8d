import {
  AccountValidity,
  AuthChecker,
  Codes,
  Module,
  NOT_SPAM,
  PasswordAuthProvider,
  SpamChecker,
  type JsonObject,
  type LoginResult,
  type SpamVerdict,
  type UserId,
} from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, passwordOf, testServer, type TestServer } from '../test/test-server.ts';

const login = (server: TestServer, body: JsonObject) => server.call('POST', client('/login'), body);
const shortly = async (answer: ReturnType<typeof login>) => {
  const { status, body } = await answer;
  return `${status} ${body.errcode}: ${body.error}`;
};
const flows = async (server: TestServer) => {
  const { body } = await server.call('GET', client('/login'));
  return (body.flows as { type: string }[]).map(({ type }) => type);
};
const password = (user: string, given: string = passwordOf(user)) => ({
  type: 'm.login.password',
  identifier: { type: 'm.id.user', user },
  password: given,
});

@Module()
class OneTimePasswords {
  @AuthChecker('com.example.otp', ['otp'])
  check(username: string, _type: string, { otp }: { readonly otp: unknown }): LoginResult {
    if (otp === 'explode') throw new Error('no generator');
    return otp === '123456'
      ? [`@${username.replaceAll(/^@|:.*/g, '')}:test`, (response) => void Object.assign(response, { otp: 'used' })]
      : null;
  }
}

describe('Login.login()', () => {
  test('`login()` makes a device, for a localpart, a user ID and the old field alike', async () => {
    await using server = await testServer();
    await server.user('alice');
    const old = { type: 'm.login.password', user: 'ALICE', password: passwordOf('alice') };
    const submissions = [password('alice'), password('@alice:test', passwordOf('alice')), old];
    for (const submission of submissions) {
      expect(await login(server, submission)).toEqual({
        status: 200,
        body: {
          user_id: '@alice:test',
          access_token: expect.stringMatching(/^syt_YWxpY2U_/),
          home_server: 'test',
          device_id: expect.stringMatching(/^[A-Z]{10}$/),
        },
      });
    }
  });

  test('`login()` on a device that is there replaces its token, and keeps its name', async () => {
    await using server = await testServer();
    await server.user('alice');
    const device = { device_id: 'PHONE', initial_device_display_name: 'Phone' };
    const first = await login(server, { ...password('alice'), ...device });
    const second = await login(server, { ...password('alice'), ...device, initial_device_display_name: 'Other' });
    const devices = await server.call('GET', client('/devices/PHONE'), undefined, String(second.body.access_token));
    expect(devices.body).toMatchObject({ device_id: 'PHONE', display_name: 'Phone' });
    expect(await server.call('GET', client('/devices'), undefined, String(first.body.access_token))).toEqual({
      status: 401,
      body: { errcode: 'M_UNKNOWN_TOKEN', error: 'Invalid access token passed.', soft_logout: false },
    });
  });

  test('`login()` refuses what it does not understand, and whom it does not know', async () => {
    await using server = await testServer();
    await server.user('alice');
    await server.quickUser('passwordless');
    const type = 'm.login.password';
    const refused = '403 M_FORBIDDEN: Invalid username or password';
    expect({
      empty: await shortly(login(server, {})),
      typeType: await shortly(login(server, { type: 5 })),
      type: await shortly(login(server, { ...password('alice'), type: 'm.login.foo' })),
      noPassword: await shortly(login(server, { type })),
      noIdentifier: await shortly(login(server, { type, password: 'x' })),
      noIdentifierType: await shortly(login(server, { type, password: 'x', identifier: { user: 'alice' } })),
      identifier: await shortly(login(server, { type, password: 'x', identifier: { type: 'm.id.foo' } })),
      noUser: await shortly(login(server, { type, password: 'x', identifier: { type: 'm.id.user' } })),
      deviceType: await shortly(login(server, { ...password('alice'), device_id: 5 })),
      longDevice: await shortly(login(server, { ...password('alice'), device_id: 'x'.repeat(513) })),
      wrong: await shortly(login(server, password('alice', 'wrong'))),
      unknown: await shortly(login(server, password('nobody'))),
      passwordless: await shortly(login(server, password('passwordless', ''))),
      elsewhere: await shortly(login(server, password('@alice:elsewhere', passwordOf('alice')))),
      email: await shortly(login(server, { type, password: 'x', medium: 'email', address: 'a@b.example' })),
    }).toEqual({
      empty: '400 M_UNKNOWN: Missing JSON keys.',
      typeType: '400 M_INVALID_PARAM: Bad parameter: type',
      type: '400 M_UNKNOWN: Unknown login type m.login.foo',
      noPassword: '400 M_INVALID_PARAM: Bad parameter: password',
      noIdentifier: '400 M_INVALID_PARAM: Invalid login submission',
      noIdentifierType: "400 M_MISSING_PARAM: 'identifier' dict has no key 'type'",
      identifier: '400 M_UNKNOWN: Unknown login identifier type',
      noUser: "400 M_UNKNOWN: User identifier is missing 'user' key",
      deviceType: "400 M_BAD_JSON: 'device_id' must be a string",
      longDevice: '400 M_INVALID_PARAM: device_id cannot be longer than 512 characters',
      wrong: refused,
      unknown: refused,
      passwordless: refused,
      elsewhere: refused,
      email: refused,
    });
  });

  test('`login()` asks an auth checker, and lets it edit the answer', async () => {
    await using server = await testServer({}, [OneTimePasswords]);
    await server.quickUser('alice');
    const otp = { type: 'com.example.otp', identifier: { type: 'm.id.user', user: 'alice' }, otp: '123456' };
    expect(await login(server, otp)).toMatchObject({ status: 200, body: { user_id: '@alice:test', otp: 'used' } });
    expect(await shortly(login(server, { ...otp, otp: '0' }))).toBe('403 M_FORBIDDEN: Invalid username or password');
    expect(await shortly(login(server, { ...otp, otp: 'explode' }))).toBe(
      '403 M_FORBIDDEN: Invalid username or password',
    );
    expect(await shortly(login(server, { type: otp.type, identifier: otp.identifier }))).toBe(
      "400 M_UNKNOWN: Missing parameters for login type com.example.otp: ['otp']",
    );
  });

  test('`login()` with an address asks `check_3pid_auth`, then who it belongs to', async () => {
    const asked: unknown[] = [];
    @Module()
    class Addresses {
      @PasswordAuthProvider
      check3pidAuth(medium: string, address: string, given: string): LoginResult {
        asked.push([medium, address, given]);
        return given === 'magic' ? ['@alice:test'] : null;
      }
    }
    await using server = await testServer({}, [Addresses]);
    await server.host.registerUser('alice', undefined, ['a@b.example']);
    const submit = (given: string) =>
      login(server, {
        type: 'm.login.password',
        identifier: { type: 'm.id.thirdparty', medium: 'email', address: 'A@B.example' },
        password: given,
      });
    expect((await submit('magic')).body.user_id).toBe('@alice:test');
    expect(await shortly(submit('other'))).toBe('403 M_FORBIDDEN: Invalid username or password');
    expect(asked).toEqual([
      ['email', 'a@b.example', 'magic'],
      ['email', 'a@b.example', 'other'],
    ]);
  });

  test('`login()` asks `check_login_for_spam` before it makes a device, and tells of the login after', async () => {
    const calls: unknown[] = [];
    @Module()
    class Guard {
      @SpamChecker
      checkLoginForSpam(
        user: UserId,
        device: string | null,
        name: string | null,
        requests: readonly object[],
      ): SpamVerdict {
        calls.push(['spam', user, device, name, requests]);
        return device === 'EVIL' ? [Codes.LIMIT_EXCEEDED, { extra: 1 }] : NOT_SPAM;
      }

      @AccountValidity
      onUserLogin(user: UserId, type: string | null, provider: string | null): void {
        calls.push(['login', user, type, provider]);
      }
    }
    await using server = await testServer({}, [Guard]);
    await server.user('alice');
    expect((await login(server, { ...password('alice'), device_id: 'GOOD' })).status).toBe(200);
    expect(await login(server, { ...password('alice'), device_id: 'EVIL' })).toEqual({
      status: 403,
      body: { errcode: 'M_LIMIT_EXCEEDED', error: 'Login was blocked by the server', extra: 1 },
    });
    const request = { ip: '127.0.0.1', userAgent: null };
    expect(calls).toEqual([
      ['spam', '@alice:test', 'GOOD', null, [request]],
      ['login', '@alice:test', 'm.login.password', null],
      ['spam', '@alice:test', 'EVIL', null, [request]],
    ]);
  });
});

describe('Login.types()', () => {
  test('`types()` puts passwords before the types of the modules', async () => {
    await using server = await testServer({}, [OneTimePasswords]);
    expect(await flows(server)).toEqual(['m.login.password', 'com.example.otp']);
  });

  test('`types()` leaves passwords out if they are disabled, or nobody compares them', async () => {
    for (const password_config of [{ enabled: false }, { localdb_enabled: false }]) {
      await using server = await testServer({ password_config }, [OneTimePasswords]);
      expect(await flows(server)).toEqual(['com.example.otp']);
    }
    await using disabled = await testServer({ password_config: { enabled: false } });
    expect(await shortly(login(disabled, password('alice')))).toBe('400 M_UNKNOWN: Password login has been disabled.');
    await using noStore = await testServer({ password_config: { localdb_enabled: false } });
    expect(await shortly(login(noStore, password('alice')))).toBe('400 M_UNKNOWN: Unknown login type m.login.password');
  });
});
