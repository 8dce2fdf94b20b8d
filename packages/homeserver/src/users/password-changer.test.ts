import type { JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { mailServer, type MailServer } from '../../../testing/src/standalone/mail-server.ts';
import { client, testServer, type TestServer } from '../test/test-server.ts';

/** Has a mail sent, and returns what the client shows, and the link. */
async function request(server: TestServer, mails: MailServer, clientSecret = 'secret') {
  const body = { email: 'alice@example.com', client_secret: clientSecret, send_attempt: 1 };
  const answer = await server.call('POST', client('/account/password/email/requestToken'), body);
  const auth = {
    type: 'm.login.email.identity',
    threepid_creds: { sid: String(answer.body.sid), client_secret: clientSecret },
  };
  return { auth, link: mails.link() };
}

const follow = async (server: TestServer, link: string, init: RequestInit = {}): Promise<number> =>
  (await server.fetch(new Request(link, init))).status;

describe('PasswordChanger', () => {
  const login = async (server: TestServer, password: string) =>
    (await server.call('POST', client('/login'), { type: 'm.login.password', user: 'alice', password })).status;

  const reset = (server: TestServer, auth: JsonObject | undefined, more: JsonObject = {}) =>
    server.call('POST', client('/account/password'), { ...more, ...(auth === undefined ? {} : { auth }) });

  test('`reset()` gives who has forgotten the password another one, and logs the devices out', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const { token, userId } = await server.user('alice');
    await server.host.addThreepid(userId, 'email', 'alice@example.com');
    const first = await reset(server, undefined, { new_password: 'new password' });
    expect([first.status, first.body.flows]).toEqual([401, [{ stages: ['m.login.email.identity'] }]]);
    const { auth, link } = await request(server, mails);
    const session = { ...auth, session: first.body.session };
    expect((await reset(server, session)).status).toBe(401);
    // What a mail program that looks at links does changes nothing.
    expect(await follow(server, link)).toBe(200);
    expect((await reset(server, session)).status).toBe(401);
    expect(await follow(server, link, { method: 'POST' })).toBe(200);
    // The password comes from the first request.
    expect(await reset(server, session)).toEqual({ status: 200, body: {} });
    expect(await login(server, 'new password')).toBe(200);
    expect((await server.call('GET', client('/account/whoami'), undefined, token)).status).toBe(401);
    expect((await reset(server, session, { new_password: 'again' })).status).toBe(400);
  });

  test('`reset()` may leave the devices logged in, and wants a password', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const { token, userId } = await server.user('alice');
    await server.host.addThreepid(userId, 'email', 'alice@example.com');
    const one = await request(server, mails);
    await follow(server, one.link, { method: 'POST' });
    expect(await reset(server, one.auth)).toEqual({
      status: 400,
      body: { errcode: 'M_MISSING_PARAM', error: 'Missing params: password' },
    });
    const two = await request(server, mails, 'other');
    await follow(server, two.link, { method: 'POST' });
    const { session } = (await reset(server, undefined)).body;
    const wanting = { ...two.auth, session };
    expect((await reset(server, wanting, { new_password: null })).body.errcode).toBe('M_MISSING_PARAM');
    // What the client has shown is not lost.
    const more = { new_password: 'new', logout_devices: false };
    expect(await reset(server, wanting, more)).toEqual({ status: 200, body: {} });
    expect((await server.call('GET', client('/account/whoami'), undefined, token)).status).toBe(200);
  });

  test('`reset()` fails if the address is nobody’s any more', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const { userId } = await server.quickUser('alice');
    await server.host.addThreepid(userId, 'email', 'alice@example.com');
    const { auth, link } = await request(server, mails);
    await follow(server, link, { method: 'POST' });
    await server.host.removeThreepid(userId, 'email', 'alice@example.com');
    expect(await reset(server, auth, { new_password: 'new' })).toEqual({
      status: 404,
      body: { errcode: 'M_NOT_FOUND', error: 'Email address not found' },
    });
  });

  test('`reset()` is not there without a mail server, nor without passwords', async () => {
    await using server = await testServer();
    const auth = { type: 'm.login.email.identity', threepid_creds: { sid: 'a', client_secret: 'b' } };
    expect(await reset(server, auth, { new_password: 'new' })).toEqual({
      status: 400,
      body: { errcode: 'M_UNKNOWN', error: 'Email address verification is not enabled on this homeserver' },
    });
    await using mails = await mailServer();
    const passwords = { password_config: { localdb_enabled: false } };
    await using foreign = await testServer({ email: mails.settings, ...passwords });
    const { userId } = await foreign.quickUser('alice');
    await foreign.host.addThreepid(userId, 'email', 'alice@example.com');
    const { auth: shown, link } = await request(foreign, mails);
    await follow(foreign, link, { method: 'POST' });
    expect(await reset(foreign, shown, { new_password: 'new' })).toEqual({
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'Password change disabled' },
    });
  });
});
