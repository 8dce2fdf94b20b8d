import { Module, PasswordAuthProvider, SpamChecker, ThirdPartyRules, type JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { mailServer, type MailServer } from '../../../testing/src/standalone/mail-server.ts';
import { client, testServer, type Answer, type TestServer } from '../test/test-server.ts';

const heard: unknown[] = [];
let isAllowed = true;

@Module()
class Listener {
  @PasswordAuthProvider
  is3pidAllowed(...args: [medium: string, address: string, registration: boolean]): boolean {
    heard.push(['is_3pid_allowed', ...args]);
    return isAllowed;
  }

  @PasswordAuthProvider
  getUsernameForRegistration(results: JsonObject): null {
    heard.push(['get_username_for_registration', results]);
    return null;
  }

  @SpamChecker
  checkRegistrationForSpam(threepid: unknown, username: string | null): 'allow' {
    heard.push(['check_registration_for_spam', threepid, username]);
    return 'allow';
  }

  @ThirdPartyRules
  onAddUserThirdPartyIdentifier(...args: [userId: string, medium: string, address: string]): void {
    heard.push(['on_add_user_third_party_identifier', ...args]);
  }
}

const register = (server: TestServer, auth?: JsonObject, more: JsonObject = {}): Promise<Answer> =>
  server.call('POST', client('/register'), {
    username: 'alice',
    password: 'password',
    ...more,
    ...(auth === undefined ? {} : { auth }),
  });

/** Has a mail sent, and returns what the client shows, and the link. */
async function request(server: TestServer, mails: MailServer, clientSecret = 'secret') {
  const body = { email: 'alice@example.com', client_secret: clientSecret, send_attempt: 1 };
  const answer = await server.call('POST', client('/register/email/requestToken'), body);
  const auth = {
    type: 'm.login.email.identity',
    threepid_creds: { sid: String(answer.body.sid), client_secret: clientSecret },
  };
  return { auth, link: mails.link() };
}

const follow = async (server: TestServer, link: string): Promise<number> =>
  (await server.fetch(new Request(link))).status;

describe('checkEmailStage()', () => {
  test('a registration with an address waits until the link was followed', async () => {
    heard.length = 0;
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings }, [Listener]);
    const { body } = await register(server);
    expect(body.flows).toEqual([{ stages: ['m.login.dummy'] }, { stages: ['m.login.email.identity'] }]);
    const { auth, link } = await request(server, mails);
    const { session } = body;
    expect(await register(server, { ...auth, session })).toEqual({
      status: 401,
      body: {
        session,
        flows: body.flows,
        params: {},
        completed: [],
        errcode: 'M_UNAUTHORIZED',
        error: 'Unable to get validated threepid',
      },
    });
    expect(await follow(server, link)).toBe(200);
    const validatedAt = server.clock.now();
    await server.clock.advance(1000);
    const done = await register(server, { ...auth, session });
    expect(done).toEqual({
      status: 200,
      body: {
        user_id: '@alice:test',
        home_server: 'test',
        access_token: expect.any(String),
        device_id: expect.any(String),
      },
    });
    expect(await server.host.getThreepidsForUser('@alice:test')).toEqual([
      { medium: 'email', address: 'alice@example.com', validatedAt, addedAt: server.clock.now() },
    ]);
    const threepid = { medium: 'email', address: 'alice@example.com', validated_at: validatedAt };
    const result = { ...threepid, threepid_creds: auth.threepid_creds };
    expect(heard).toEqual([
      ['is_3pid_allowed', 'email', 'alice@example.com', true],
      ['is_3pid_allowed', 'email', 'alice@example.com', true],
      ['get_username_for_registration', { 'm.login.email.identity': result }],
      ['check_registration_for_spam', expect.objectContaining(threepid), 'alice'],
      ['on_add_user_third_party_identifier', '@alice:test', 'email', 'alice@example.com'],
    ]);
  });

  test('a session is good for one registration, and an address for one account', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const [one, two] = [await request(server, mails), await request(server, mails, 'other')];
    expect([await follow(server, one.link), await follow(server, two.link)]).toEqual([200, 200]);
    expect((await register(server, one.auth)).status).toBe(200);
    expect((await register(server, one.auth, { username: 'bob' })).body).toMatchObject({
      errcode: 'M_UNAUTHORIZED',
      error: 'Unable to get validated threepid',
    });
    expect(await register(server, two.auth, { username: 'bob' })).toEqual({
      status: 400,
      body: { errcode: 'M_THREEPID_IN_USE', error: 'email is already in use' },
    });
  });

  test('a registration whose answer was lost can be repeated', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const { session } = (await register(server)).body;
    const { auth, link } = await request(server, mails);
    await follow(server, link);
    const answers = [await register(server, { ...auth, session }), await register(server, { ...auth, session })];
    expect(answers.map(({ status, body }) => [status, body.user_id])).toEqual([
      [200, '@alice:test'],
      [200, '@alice:test'],
    ]);
    expect(await server.host.getThreepidsForUser('@alice:test')).toHaveLength(1);
  });

  test('a registration whose device cannot be made keeps the address', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const { session } = (await register(server)).body;
    const { auth, link } = await request(server, mails);
    await follow(server, link);
    const more = { device_id: 'D'.repeat(513) };
    expect((await register(server, { ...auth, session }, more)).body.error).toBe(
      'device_id cannot be longer than 512 characters',
    );
    expect((await register(server, { ...auth, session })).status).toBe(200);
    expect(await server.host.getThreepidsForUser('@alice:test')).toMatchObject([{ address: 'alice@example.com' }]);
  });

  test('a module may have changed its mind since the mail was sent', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings }, [Listener]);
    const { auth, link } = await request(server, mails);
    await follow(server, link);
    isAllowed = false;
    const answer = await register(server, auth);
    isAllowed = true;
    expect(answer).toEqual({
      status: 403,
      body: {
        errcode: 'M_THREEPID_DENIED',
        error: 'Third party identifiers (email/phone numbers) are not authorized on this server',
      },
    });
    expect(await server.host.checkUserExists('@alice:test')).toBe(null);
  });

  test('nobody registers without an address if one is required', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings, registrations_require_3pid: ['email'] });
    const { status, body } = await register(server);
    expect([status, body.flows]).toEqual([401, [{ stages: ['m.login.email.identity'] }]]);
    expect((await register(server, { type: 'm.login.dummy' })).status).toBe(400);
    expect((await register(server, { type: 'm.login.email.identity' })).body).toMatchObject({
      errcode: 'M_MISSING_PARAM',
      error: 'Missing threepid_creds',
    });
  });
});
