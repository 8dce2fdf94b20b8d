import type { JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer, type TestServer } from '../test/test-server.ts';

const TOKEN = { type: 'm.login.registration_token' };
const DAY = 24 * 60 * 60 * 1000;

const needsToken = () => testServer({ registration_requires_token: true });
const register = (server: TestServer, body: JsonObject) => server.call('POST', client('/register'), body);

/** Begins a registration; what it returns sends a stage of it. */
async function begin(server: TestServer, username: string) {
  const { body } = await register(server, { username, password: 'pw' });
  return (auth: JsonObject) => register(server, { auth: { ...auth, session: body.session as string } });
}

describe('RegistrationTokens', () => {
  test('a registration wants a token before all else, and its session goes on with what is left', async () => {
    await using server = await needsToken();
    await server.host.createRegistrationToken({ token: 'open.sesame' });
    const { body } = await register(server, { username: 'alice', password: 'pw' });
    expect(body).toMatchObject({ flows: [{ stages: ['m.login.registration_token', 'm.login.dummy'] }] });
    const send = await begin(server, 'alice');
    expect(await send({ type: 'm.login.dummy' })).toMatchObject({
      status: 401,
      body: { completed: ['m.login.dummy'] },
    });
    expect(await send({ ...TOKEN, token: 'open.sesame' })).toMatchObject({
      status: 200,
      body: { user_id: '@alice:test' },
    });
  });

  test('a token that is missing, malformed, unknown or without a session can be sent again', async () => {
    await using server = await needsToken();
    await server.host.createRegistrationToken({ token: 'right' });
    const send = await begin(server, 'alice');
    expect(await send(TOKEN)).toMatchObject({
      status: 401,
      body: { errcode: 'M_MISSING_PARAM', error: 'Missing registration token' },
    });
    expect(await send({ ...TOKEN, token: 1 })).toMatchObject({
      status: 401,
      body: { errcode: 'M_INVALID_PARAM', error: 'Registration token must be a string' },
    });
    expect(await send({ ...TOKEN, token: 'wrong' })).toMatchObject({
      status: 401,
      body: { errcode: 'M_UNAUTHORIZED', error: 'Invalid registration token' },
    });
    expect(
      await register(server, { username: 'bob', password: 'pw', auth: { ...TOKEN, token: 'right' } }),
    ).toMatchObject({ status: 401, body: { errcode: 'M_MISSING_PARAM', error: 'Missing UIA session' } });
    expect(await send({ ...TOKEN, token: 'right' })).toMatchObject({
      status: 401,
      body: { completed: ['m.login.registration_token'] },
    });
    expect(await send({ ...TOKEN, token: 'other' })).toMatchObject({
      status: 401,
      body: { errcode: 'M_INVALID_PARAM', error: 'Registration token has changed' },
    });
  });

  test('a registration that has begun keeps a token until it is complete or its session has expired', async () => {
    await using server = await needsToken();
    await server.host.createRegistrationToken({ token: 'once', usesAllowed: 1 });
    const alice = await begin(server, 'alice');
    await alice({ ...TOKEN, token: 'once' });
    const bob = await begin(server, 'bob');
    expect((await bob({ ...TOKEN, token: 'once' })).body).toMatchObject({ errcode: 'M_UNAUTHORIZED' });
    await server.clock.advance(2 * DAY + 1);
    expect(await server.host.registrationTokenIsValid('once')).toBe(true);
    const carol = await begin(server, 'carol');
    await carol({ ...TOKEN, token: 'once' });
    expect(await carol({ type: 'm.login.dummy' })).toMatchObject({ status: 200 });
    // Who repeats the request whose answer was lost does not use the token twice.
    expect(await carol({ type: 'm.login.dummy' })).toMatchObject({ status: 200 });
    expect(await server.host.registrationTokenIsValid('once')).toBe(false);
  });

  test('a token expires', async () => {
    await using server = await needsToken();
    await server.host.createRegistrationToken({ token: 'today', expiryTime: server.clock.now() + DAY });
    await server.clock.advance(DAY);
    expect(await server.host.registrationTokenIsValid('today')).toBe(true);
    await server.clock.advance(1);
    expect(await server.host.registrationTokenIsValid('today')).toBe(false);
  });

  test('nobody learns of tokens if nobody may register', async () => {
    await using server = await testServer({ registration_requires_token: true, enable_registration: false });
    const path = '/_matrix/client/v1/register/m.login.registration_token/validity';
    expect(await server.call('GET', `${path}?token=x`)).toEqual({
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'Registration has been disabled' },
    });
  });
});
