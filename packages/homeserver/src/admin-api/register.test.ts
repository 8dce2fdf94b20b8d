import { createHmac } from 'node:crypto';
import type { JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer, type TestServer } from '../test/test-server.ts';

const PATH = '/_synapse/admin/v1/register';
const SECRET = { registration_shared_secret: 'sssh' };

async function nonce(server: TestServer): Promise<string> {
  return String((await server.call('GET', PATH)).body.nonce);
}

function mac(...parts: readonly string[]): string {
  return createHmac('sha1', 'sssh').update(parts.join('\0')).digest('hex');
}

const shortly = async (answer: ReturnType<TestServer['call']>) => {
  const { status, body } = await answer;
  return `${status} ${body.errcode}: ${body.error}`;
};

describe('adminRegisterRoutes()', () => {
  test('who knows the secret registers users, also administrators', async () => {
    await using server = await testServer({ ...SECRET, enable_registration: false });
    const one = await nonce(server);
    const root = { nonce: one, username: 'Root', password: 'pw', admin: true, displayname: 'The Root' };
    const answer = await server.call('POST', PATH, { ...root, mac: mac(one, 'Root', 'pw', 'admin') });
    expect(answer).toEqual({
      status: 200,
      body: {
        user_id: '@root:test',
        home_server: 'test',
        access_token: expect.stringMatching(/^syt_/),
        device_id: expect.stringMatching(/^[A-Z]{10}$/),
      },
    });
    expect((await server.call('GET', client('/profile/@root:test'))).body).toEqual({ displayname: 'The Root' });
    const two = await nonce(server);
    const bot = { nonce: two, username: 'bot', password: 'pw', user_type: 'bot' };
    await server.call('POST', PATH, { ...bot, mac: mac(two, 'bot', 'pw', 'notadmin', 'bot') });
    expect(await server.host.getUserinfoById('@root:test')).toMatchObject({ isAdmin: true, userType: null });
    expect(await server.host.getUserinfoById('@bot:test')).toMatchObject({ isAdmin: false, userType: 'bot' });
  });

  test('a nonce is good once, for a minute, and only with the right HMAC', async () => {
    await using server = await testServer(SECRET);
    const attempt = async (used: string, signature: string) =>
      shortly(server.call('POST', PATH, { nonce: used, username: 'a1', password: 'pw', mac: signature }));
    const wrong = await nonce(server);
    expect(await attempt(wrong, mac(wrong, 'a1', 'other', 'notadmin'))).toBe('403 M_UNKNOWN: HMAC incorrect');
    expect(await attempt(wrong, mac(wrong, 'a1', 'pw', 'notadmin'))).toBe('400 M_UNKNOWN: unrecognised nonce');
    expect(await attempt(await nonce(server), 'zz')).toBe('403 M_UNKNOWN: HMAC incorrect');
    const old = await nonce(server);
    await server.clock.advance(60_001);
    expect(await attempt(old, mac(old, 'a1', 'pw', 'notadmin'))).toBe('400 M_UNKNOWN: unrecognised nonce');
  });

  test('what is missing or malformed is refused', async () => {
    await using server = await testServer(SECRET);
    const post = (body: JsonObject) => shortly(server.call('POST', PATH, body));
    expect(await post({})).toBe("400 M_MISSING_PARAM: Missing params: ['nonce', 'username', 'password', 'mac']");
    const body = { nonce: 'n', username: 'a\0b', password: 'p', mac: 'm' };
    expect(await post(body)).toBe("400 M_BAD_JSON: 'username' must not contain a NUL character");
    expect(await post({ ...body, username: 'a', user_type: 'x' })).toBe(
      '400 M_BAD_JSON: \'user_type\' must be one of "support", "bot"',
    );
  });

  test('without a secret nobody registers', async () => {
    await using server = await testServer();
    const disabled = '400 M_UNKNOWN: Shared secret registration is not enabled';
    expect(await shortly(server.call('GET', PATH))).toBe(disabled);
    expect(await shortly(server.call('POST', PATH, {}))).toBe(disabled);
  });
});
