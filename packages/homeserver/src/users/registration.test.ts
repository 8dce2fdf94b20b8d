import {
  AccountValidity,
  Codes,
  Module,
  PasswordAuthProvider,
  SpamChecker,
  SynapseError,
  type JsonObject,
  type RegistrationBehaviour,
  type RequestInfo,
} from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer, type TestServer } from '../test/test-server.ts';

const DUMMY = { type: 'm.login.dummy' };

const register = (server: TestServer, body: JsonObject | string) => server.call('POST', client('/register'), body);
const shortly = async (answer: ReturnType<typeof register>) => {
  const { status, body } = await answer;
  return `${status} ${body.errcode}: ${body.error}`;
};

describe('Registration.register()', () => {
  test('`register()` wants a stage, then registers and logs in', async () => {
    await using server = await testServer();
    const first = await register(server, { username: 'alice', password: 'pw', initial_device_display_name: 'Phone' });
    expect(first).toEqual({
      status: 401,
      body: { session: expect.stringMatching(/^\w{24}$/), flows: [{ stages: ['m.login.dummy'] }], params: {} },
    });
    // What the session knows need not be sent again.
    const second = await register(server, { auth: { ...DUMMY, session: first.body.session as string } });
    expect(second).toEqual({
      status: 200,
      body: {
        user_id: '@alice:test',
        home_server: 'test',
        access_token: expect.stringMatching(/^syt_YWxpY2U_/),
        device_id: expect.stringMatching(/^[A-Z]{10}$/),
      },
    });
    const { body } = await server.call('GET', client('/devices'), undefined, String(second.body.access_token));
    expect(body).toMatchObject({ devices: [{ device_id: second.body.device_id, display_name: 'Phone' }] });
    expect((await server.call('GET', client('/profile/@alice:test'))).body).toEqual({ displayname: 'alice' });
  });

  test('`register()` registers once per session', async () => {
    await using server = await testServer();
    const { body } = await register(server, { username: 'alice', password: 'pw' });
    const auth = { ...DUMMY, session: body.session as string };
    const answers = [await register(server, { auth }), await register(server, { auth })];
    expect(answers.map((answer) => [answer.status, answer.body.user_id])).toEqual([
      [200, '@alice:test'],
      [200, '@alice:test'],
    ]);
  });

  test('`register()` registers once per session, whoever comes at the same time', async () => {
    await using server = await testServer();
    // Without a name each registration would make one up.
    const { body } = await register(server, { password: 'pw' });
    const auth = { ...DUMMY, session: body.session as string };
    const answers = await Promise.all([register(server, { auth }), register(server, { auth })]);
    const [one, other] = answers.map((answer) => String(answer.body.user_id));
    expect([answers.map(({ status }) => status), one]).toEqual([[200, 200], other]);
    expect(one).toMatch(/^@[a-z]{12}:test$/);
  });

  test('`register()` takes null for what is left out', async () => {
    await using server = await testServer();
    const absent = { device_id: null, initial_device_display_name: null };
    const first = await register(server, { username: 'alice', password: 'pw', ...absent, auth: null });
    expect(first.status).toBe(401);
    expect((await register(server, { auth: { ...DUMMY, session: first.body.session } })).status).toBe(200);
  });

  test('`register()` takes no more into its memory than a registration needs', async () => {
    await using server = await testServer();
    expect(await register(server, { username: 'alice', password: 'pw', more: 'x'.repeat(65_536) })).toMatchObject({
      status: 413,
      body: { errcode: 'M_TOO_LARGE' },
    });
  });

  test('`register()` without a login leaves out token and device', async () => {
    await using server = await testServer();
    expect(await register(server, { username: 'Bob', password: 'pw', inhibit_login: true, auth: DUMMY })).toEqual({
      status: 200,
      body: { user_id: '@bob:test', home_server: 'test' },
    });
  });

  test('`register()` makes up a name if none is given', async () => {
    await using server = await testServer();
    const { body } = await register(server, { password: 'pw', auth: DUMMY });
    expect(body.user_id).toMatch(/^@[a-z]{12}:test$/);
  });

  test('`register()` refuses names that are taken or malformed, before and after the stage', async () => {
    await using server = await testServer();
    await server.quickUser('alice');
    const name = (username: string) => shortly(register(server, { username, password: 'pw' }));
    expect({
      taken: await name('alice'),
      takenInCapitals: await name('ALICE'),
      space: await name('a b'),
      empty: await name(''),
      underscore: await name('_a'),
      digits: await name('123'),
      long: await name('x'.repeat(250)),
      afterTheStage: await shortly(register(server, { username: 'alice', password: 'pw', auth: DUMMY })),
    }).toEqual({
      taken: '400 M_USER_IN_USE: User ID already taken.',
      takenInCapitals: '400 M_USER_IN_USE: User ID already taken.',
      space: "400 M_INVALID_USERNAME: User ID can only contain characters a-z, 0-9, or '=_-./+'",
      empty: '400 M_INVALID_USERNAME: User ID cannot be empty',
      underscore: '400 M_INVALID_USERNAME: User ID may not begin with _',
      digits: '400 M_INVALID_USERNAME: Numeric user IDs are reserved for guest users.',
      long: '400 M_INVALID_USERNAME: User ID may not be longer than 255 characters',
      afterTheStage: '400 M_USER_IN_USE: User ID already taken.',
    });
  });

  test('`register()` refuses what is not a registration', async () => {
    await using server = await testServer();
    expect({
      noPassword: await shortly(register(server, { username: 'a', auth: DUMMY })),
      emptyPassword: await shortly(register(server, { username: 'a', password: '', auth: DUMMY })),
      nameType: await shortly(register(server, { username: 5 })),
      authType: await shortly(register(server, { auth: 5 })),
      session: await shortly(register(server, { auth: { ...DUMMY, session: 'x' } })),
      stage: await shortly(register(server, { password: 'pw', auth: { type: 'm.login.password' } })),
      guest: await shortly(server.call('POST', client('/register?kind=guest'), {})),
      kind: await shortly(server.call('POST', client('/register?kind=foo'), {})),
    }).toEqual({
      noPassword: '400 M_MISSING_PARAM: Missing params: password',
      emptyPassword: '400 M_MISSING_PARAM: Missing params: password',
      nameType: "400 M_BAD_JSON: 'username' must be a string",
      authType: "400 M_BAD_JSON: 'auth' must be an object",
      session: '400 M_UNKNOWN: Unknown session ID: x',
      stage: '400 M_INVALID_PARAM: Unknown login type "m.login.password"',
      guest: '403 M_UNKNOWN: Guest access is disabled',
      kind: '400 M_UNRECOGNIZED: Do not understand membership kind: foo',
    });
  });

  test('`register()` refuses everybody if registration is disabled', async () => {
    await using server = await testServer({ enable_registration: false });
    const disabled = '403 M_FORBIDDEN: Registration has been disabled';
    expect(await shortly(register(server, { username: 'a', password: 'pw' }))).toBe(disabled);
    expect(await shortly(server.call('GET', client('/register/available?username=a')))).toBe(disabled);
  });

  test('`register()` forgets a session after two days', async () => {
    await using server = await testServer();
    const { body } = await register(server, { username: 'alice', password: 'pw' });
    await server.clock.advance(48 * 3600_000 + 1);
    const auth = { ...DUMMY, session: body.session as string };
    expect(await shortly(register(server, { auth }))).toBe(`400 M_UNKNOWN: Unknown session ID: ${body.session}`);
  });

  test("`register()` asks and tells the modules in Synapse's order", async () => {
    const calls: unknown[] = [];
    @Module()
    class Recorder {
      @PasswordAuthProvider
      getUsernameForRegistration(results: JsonObject, params: JsonObject): string {
        calls.push(['username', results, params]);
        return 'Robert';
      }

      @PasswordAuthProvider
      getDisplaynameForRegistration(): string {
        calls.push(['displayname']);
        return 'Rob';
      }

      @SpamChecker
      checkRegistrationForSpam(
        email: object | null,
        username: string | null,
        requests: readonly RequestInfo[],
        provider: string | null,
      ): RegistrationBehaviour {
        calls.push(['spam', email, username, requests, provider]);
        return 'allow';
      }

      @AccountValidity
      onUserRegistration(userId: string): void {
        calls.push(['registered', userId]);
      }
    }
    await using server = await testServer({}, [Recorder]);
    const { body } = await register(server, { username: 'bob', password: 'pw', auth: DUMMY });
    expect(body.user_id).toBe('@robert:test');
    expect(calls).toEqual([
      ['username', { 'm.login.dummy': true }, { username: 'bob' }],
      ['displayname'],
      ['spam', null, 'robert', [{ userAgent: null, ip: '127.0.0.1' }], null],
      ['registered', '@robert:test'],
    ]);
    expect((await server.call('GET', client('/profile/@robert:test'))).body).toEqual({ displayname: 'Rob' });
  });

  test('`register()` obeys a module that denies or shadow-bans', async () => {
    @Module()
    class Gate {
      @SpamChecker
      checkRegistrationForSpam(_email: object | null, username: string | null): RegistrationBehaviour {
        return username === 'spammer' ? 'deny' : username === 'troll' ? 'shadow_ban' : 'allow';
      }
    }
    await using server = await testServer({}, [Gate]);
    expect(await shortly(register(server, { username: 'spammer', password: 'pw', auth: DUMMY }))).toBe(
      '429 M_UNKNOWN: Rate limited',
    );
    expect(await server.host.getUserinfoById('@spammer:test')).toBe(null);
    await server.user('troll');
    expect(await server.host.getUserinfoById('@troll:test')).toMatchObject({ isShadowBanned: true });
  });

  test('`register()` fails when a module fails after the account was made', async () => {
    @Module()
    class Fails {
      @AccountValidity
      onUserRegistration(): void {
        throw new SynapseError(502, 'No ledger', Codes.UNKNOWN);
      }
    }
    await using server = await testServer({}, [Fails]);
    expect(await shortly(register(server, { username: 'a1', password: 'pw', auth: DUMMY }))).toBe(
      '502 M_UNKNOWN: No ledger',
    );
    expect(await server.host.getUserinfoById('@a1:test')).toMatchObject({ userId: '@a1:test' });
  });
});

describe('registerRoutes()', () => {
  test('`/register/available` says whether a name is free', async () => {
    await using server = await testServer();
    await server.quickUser('alice');
    const available = (query: string) => server.call('GET', client(`/register/available${query}`));
    expect(await available('?username=bob')).toEqual({ status: 200, body: { available: true } });
    expect(await shortly(available('?username=Alice'))).toBe('400 M_USER_IN_USE: User ID already taken.');
    expect(await shortly(available(''))).toBe("400 M_MISSING_PARAM: Missing query parameter 'username'");
  });
});
