import { Module, PasswordAuthProvider, type JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { mailServer } from '../../../testing/src/standalone/mail-server.ts';
import { client, testServer, type Answer, type TestServer } from '../test/test-server.ts';

const REGISTER = client('/register/email/requestToken');
const ADD = client('/account/3pid/email/requestToken');
const PASSWORD = client('/account/password/email/requestToken');

const ask = (server: TestServer, path: string, more: JsonObject = {}): Promise<Answer> =>
  server.call('POST', path, { email: 'alice@example.com', client_secret: 'secret', send_attempt: 1, ...more });

const refusal = (error: string, errcode = 'M_UNKNOWN', status = 400): Answer => ({ status, body: { errcode, error } });

describe('requestTokenRoutes()', () => {
  test('without a mail server, no address can be validated', async () => {
    await using server = await testServer();
    expect(await ask(server, REGISTER)).toEqual(refusal('Email-based registration has been disabled on this server'));
    expect(await ask(server, ADD)).toEqual(
      refusal('Adding an email to your account is disabled on this server', 'M_THREEPID_MEDIUM_NOT_SUPPORTED'),
    );
    expect(await ask(server, PASSWORD)).toEqual(
      refusal('Email-based password resets have been disabled on this server'),
    );
    expect(
      (await server.call('GET', client('/capabilities'), undefined, (await server.quickUser('a')).token)).body,
    ).toMatchObject({ capabilities: { 'm.3pid_changes': { enabled: true } } });
  });

  test('a mail is sent to the address in its canonical form; again only for a higher attempt', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings, public_baseurl: 'https://matrix.example.com' });
    const first = await ask(server, REGISTER, { email: ' Alice@Example.COM ' });
    expect(first).toEqual({ status: 200, body: { sid: expect.stringMatching(/^[a-zA-Z]{16}$/) } });
    expect(mails.mails.map(({ recipients, headers }) => [recipients, headers.get('subject')])).toEqual([
      [['alice@example.com'], '[test] Validate your email'],
    ]);
    const link = new URL(mails.link());
    expect(link.href.replace(/\?.*/, '')).toBe(
      'https://matrix.example.com/_matrix/client/unstable/registration/email/submit_token',
    );
    expect(Object.fromEntries(link.searchParams)).toEqual({
      token: expect.stringMatching(/^[a-zA-Z]{32}$/),
      client_secret: 'secret',
      sid: first.body.sid,
    });
    expect(await ask(server, REGISTER)).toEqual(first);
    expect(mails.mails).toEqual([]);
    expect(await ask(server, REGISTER, { send_attempt: 2 })).toEqual(first);
    expect(mails.mails).toHaveLength(1);
    const other = await ask(server, REGISTER, { client_secret: 'other' });
    expect(other.body.sid).not.toBe(first.body.sid);
  });

  test('each purpose has an address that is in use, or not', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    expect(await ask(server, PASSWORD)).toEqual(refusal('Email not found', 'M_THREEPID_NOT_FOUND'));
    await server.host.registerUser('alice', undefined, ['alice@example.com']);
    const inUse = refusal('Email is already in use', 'M_THREEPID_IN_USE');
    expect(await ask(server, REGISTER)).toEqual(inUse);
    expect(await ask(server, ADD)).toEqual(inUse);
    expect(mails.mails).toEqual([]);
    expect((await ask(server, PASSWORD)).status).toBe(200);
    expect(mails.mails[0]?.headers.get('subject')).toBe('[test] Password reset');
    expect(mails.link()).toContain('/_synapse/client/password_reset/email/submit_token?token=');
  });

  test('who asks too often has to wait, by address and by client', async () => {
    await using mails = await mailServer();
    const limit = { per_second: 0.1, burst_count: 2 };
    await using server = await testServer({ email: mails.settings, rc_3pid_validation: limit });
    expect((await ask(server, ADD)).status).toBe(200);
    expect((await ask(server, ADD, { email: 'bob@example.com' })).status).toBe(200);
    expect(await ask(server, ADD, { email: 'carol@example.com' })).toEqual({
      status: 429,
      body: { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: 10_000 },
    });
    await server.clock.advance(10_000);
    expect((await ask(server, ADD, { email: 'carol@example.com' })).status).toBe(200);
  });

  test('modules are asked first, and with the settings an administrator can say no', async () => {
    const asked: unknown[] = [];
    @Module()
    class Doorman {
      @PasswordAuthProvider
      is3pidAllowed(medium: string, address: string, registration: boolean): boolean {
        asked.push([medium, address, registration]);
        return address !== 'alice@example.com';
      }
    }
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings, enable_registration: false }, [Doorman]);
    expect(await ask(server, REGISTER)).toEqual(refusal('Registration has been disabled', 'M_FORBIDDEN', 403));
    expect(await ask(server, ADD, { email: 'Alice@example.com' })).toEqual(
      refusal('Your email domain is not authorized on this server', 'M_THREEPID_DENIED', 403),
    );
    expect((await ask(server, ADD, { email: 'bob@example.com' })).status).toBe(200);
    expect(asked).toEqual([
      ['email', 'alice@example.com', false],
      ['email', 'bob@example.com', false],
    ]);
    await using fixed = await testServer({ email: mails.settings, enable_3pid_changes: false }, [Doorman]);
    expect(await ask(fixed, ADD)).toEqual(refusal('3PID changes are disabled on this server', 'M_FORBIDDEN'));
  });

  test('a link leads on only if the settings allow it', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings, next_link_domain_whitelist: ['app.example.com'] });
    const next = (nextLink: string) => ask(server, ADD, { next_link: nextLink });
    const refused = refusal("'next_link' domain not included in whitelist, or not http(s)", 'M_INVALID_PARAM');
    expect(await next('https://evil.example.com/')).toEqual(refused);
    expect(await next('file:///etc/passwd')).toEqual(refused);
    expect((await next('https://app.example.com/done')).status).toBe(200);
    expect((await ask(server, ADD, { client_secret: 'other', next_link: null })).status).toBe(200);
  });

  test('attempts at the same time send one mail each, for one session', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const answers = await Promise.all([
      ask(server, ADD),
      ask(server, ADD),
      ask(server, ADD, { send_attempt: 2 }),
      ask(server, ADD, { client_secret: 'other' }),
    ]);
    const [sid, ...sids] = answers.map(({ body }) => String(body.sid));
    expect(sids).toEqual([sid, sid, expect.not.stringMatching(String(sid))]);
    expect(mails.mails).toHaveLength(3);
  });

  test('a mail that cannot be sent leaves nothing behind', async () => {
    const mails = await mailServer();
    await mails[Symbol.asyncDispose]();
    await using server = await testServer({ email: mails.settings });
    const failed = refusal('An error was encountered when sending the email', 'M_UNKNOWN', 500);
    expect(await ask(server, ADD)).toEqual(failed);
    expect(await ask(server, ADD)).toEqual(failed);
    expect(server.log).toContain('Cannot send a mail that validates an address');
  });

  test.each([
    [{ client_secret: 'no spaces' }, "'client_secret' must be 1 to 255 letters, digits and . = _ -"],
    [{ client_secret: '' }, "'client_secret' must be 1 to 255 letters, digits and . = _ -"],
    [{ email: 'nobody' }, 'Unable to parse email address'],
    [{ email: `${'a'.repeat(500)}@example.com` }, 'Unable to parse email address'],
    [{ send_attempt: 'one' }, "'send_attempt' must be"],
  ])('refuses %j', async (body, message) => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const answer = await ask(server, ADD, body);
    expect([answer.status, String(answer.body.error).slice(0, message.length)]).toEqual([400, message]);
    expect(mails.mails).toEqual([]);
  });

  test('a malformed address has the error code that it has in Synapse', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const codes = await Promise.all([REGISTER, ADD, PASSWORD].map((path) => ask(server, path, { email: 'nobody' })));
    expect(codes.map(({ body }) => body.errcode)).toEqual(['M_UNKNOWN', 'M_INVALID_PARAM', 'M_INVALID_PARAM']);
  });

  test('no text message is ever sent', async () => {
    await using server = await testServer();
    const phone = { phone_number: '+44 7700 900001', country: 'GB', client_secret: 'secret', send_attempt: 1 };
    expect(await server.call('POST', client('/register/msisdn/requestToken'), phone)).toEqual(
      refusal('Registration by phone number is not supported on this homeserver'),
    );
    expect(await server.call('POST', client('/account/3pid/msisdn/requestToken'), phone)).toEqual(
      refusal(
        'Adding phone numbers to user account is not supported by this homeserver',
        'M_THREEPID_MEDIUM_NOT_SUPPORTED',
      ),
    );
  });

  test('modules are asked about each address, with a purpose', async () => {
    const asked: unknown[] = [];
    @Module()
    class Addresses {
      @PasswordAuthProvider
      is3pidAllowed(medium: string, address: string, registration: boolean): boolean {
        asked.push([medium, address, registration]);
        return address.endsWith('@good.example');
      }
    }
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings }, [Addresses]);
    const request = async (path: string, body: JsonObject) => {
      const shown = { client_secret: 's', send_attempt: 1, ...body };
      const answer = await server.call('POST', client(path), shown);
      return answer.status === 200 ? '200' : `${answer.status} ${answer.body.errcode}: ${answer.body.error}`;
    };
    const phone = { country: 'GB', phone_number: '+44 20 7946 0000' };
    expect([
      await request('/register/email/requestToken', { email: 'A@bad.example' }),
      await request('/register/email/requestToken', { email: 'a@good.example' }),
      await request('/register/msisdn/requestToken', phone),
      await request('/account/3pid/email/requestToken', { email: 'a@bad.example' }),
      await request('/account/3pid/msisdn/requestToken', phone),
      await request('/register/email/requestToken', { email: 'nonsense' }),
    ]).toEqual([
      '403 M_THREEPID_DENIED: Your email domain is not authorized to register on this server',
      '200',
      '403 M_THREEPID_DENIED: Phone numbers are not authorized to register on this server',
      '403 M_THREEPID_DENIED: Your email domain is not authorized on this server',
      '403 M_THREEPID_DENIED: Account phone numbers are not authorized on this server',
      '400 M_UNKNOWN: Unable to parse email address',
    ]);
    expect(asked).toEqual([
      ['email', 'a@bad.example', true],
      ['email', 'a@good.example', true],
      ['msisdn', '442079460000', true],
      ['email', 'a@bad.example', false],
      ['msisdn', '442079460000', false],
    ]);
  });
});
