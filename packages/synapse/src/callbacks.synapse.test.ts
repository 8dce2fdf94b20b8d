import type { JsonObject } from '@bouton/sdk';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isBefore } from './test/is-before.ts';
import { startSynapse, type SynapseProcess } from './test/start-synapse.ts';
import { requestJson, roomPath, type Answer, type SynapseUser } from './test/synapse-user.ts';
import { synapseVersion } from './test/synapse-version.ts';

let synapse: SynapseProcess;
let alice: SynapseUser;
let room: string;

beforeAll(async () => {
  synapse = await startSynapse({
    items: [
      {
        project: fileURLToPath(new URL('fixtures', import.meta.url)),
        modules: [{ module: './probe.ts#Probe' }],
        callbacks: { check_event_for_spam: { deadline: 200, on_failure: 'deny' } },
      },
    ],
    settings: {
      rc_invites: { per_issuer: { per_second: 0.001, burst_count: 2 } },
      user_directory: { search_all_users: true },
    },
  });
  alice = await synapse.user('alice');
  room = String((await alice.createRoom()).body['room_id']);
});

afterAll(() => synapse[Symbol.asyncDispose]());

beforeEach(async () => void (await calls()));

/** What the probe was asked since this was asked last; of one callback, if it is named. */
async function calls(name?: string): Promise<unknown[][]> {
  const response = await fetch(`${synapse.url}/_synapse/client/probe/calls`);
  const all = (await response.json()) as unknown[][];
  return name === undefined ? all : all.filter(([called]) => called === name);
}

function login(fields: JsonObject): Promise<Answer> {
  return requestJson(`${synapse.url}/_matrix/client/v3/login`, { method: 'POST', body: JSON.stringify(fields) });
}

function passwordLogin(user: string): Promise<Answer> {
  return login({
    type: 'm.login.password',
    identifier: { type: 'm.id.user', user },
    password: 'pw',
    device_id: 'PHONE',
  });
}

describe('the spam checker in Synapse', () => {
  test.each([
    ['a code', 'code', 403, { errcode: 'M_LIMIT_EXCEEDED', error: 'This message has been rejected as probable spam' }],
    ['additional fields', 'fields', 403, { errcode: 'M_FORBIDDEN', error: 'with fields', retry: 5 }],
    ['a deprecated text', 'text', 403, { errcode: 'M_FORBIDDEN', error: 'a deprecated text' }],
    ['a SynapseError', 'SynapseError', 418, { errcode: 'M_TOO_LARGE', error: 'a teapot', cups: 3 }],
    ['an exception', 'Error', 500, { errcode: 'M_UNKNOWN', error: 'Internal server error' }],
    ['no answer', 'never', 403, { errcode: 'M_FORBIDDEN', error: 'This message has been rejected as probable spam' }],
  ])('refuses an event with %s', async (_, text, status, body) => {
    expect(await alice.say(room, text)).toEqual({ status, body });
  });

  test('receives events, frozen', async () => {
    expect(await alice.say(room, 'hello')).toMatchObject({ status: 200 });
    expect(await calls('checkEventForSpam')).toEqual([
      ['checkEventForSpam', 'm.room.message', '@alice:localhost', 'hello', true],
    ]);
  });

  test('refuses an invitation with fields, a state event with a code alone', async () => {
    expect(await alice.invite(room, '@refused:localhost')).toEqual({
      status: 403,
      body: { errcode: 'M_THREEPID_DENIED', error: 'Invites have been disabled on this server', why: 'refused' },
    });
    expect(await alice.request('PUT', `${roomPath(room)}/state/refused/key`, { a: [1, { b: null }] })).toEqual({
      status: 403,
      body: { errcode: 'M_BAD_STATE', error: 'You are not permitted to send the state event' },
    });
    expect((await calls()).filter(([name]) => name !== 'getRatelimitOverrideForUser')).toEqual([
      ['userMayInvite', '@alice:localhost', '@refused:localhost', room],
      ['userMaySendStateEvent', '@alice:localhost', 'refused', 'key', { a: [1, { b: null }] }],
    ]);
  });

  test('receives aliases as text', async () => {
    const alias = '/_matrix/client/v3/directory/room/%23caf%C3%A9:localhost';
    expect((await alice.request('PUT', alias, { room_id: room })).status).toBe(200);
    expect(await calls()).toEqual([['userMayCreateRoomAlias', '@alice:localhost', '#café:localhost']]);
  });

  test('reads media files, and refuses them', async () => {
    expect(await alice.upload('a virus')).toEqual({
      status: 400,
      body: { errcode: 'M_UNKNOWN', error: 'Bad content' },
    });
    expect((await alice.upload('harmless')).status).toBe(200);
    expect(await calls('checkMediaFileForSpam')).toEqual([
      ['checkMediaFileForSpam', 'a virus', null, null],
      ['checkMediaFileForSpam', 'harmless', null, null],
    ]);
  });

  test('denies registrations, refuses logins, hides users', async () => {
    await expect(synapse.user('denied')).rejects.toThrow('429 {"errcode":"M_UNKNOWN","error":"Rate limited"}');
    await synapse.user('spammer');
    expect(await passwordLogin('spammer')).toEqual({
      status: 403,
      body: { errcode: 'M_USER_DEACTIVATED', error: 'Login was blocked by the server', see: 'you' },
    });
    await synapse.user('hidden');
    const found = await alice.request('POST', '/_matrix/client/v3/user_directory/search', { search_term: 'hidden' });
    expect(found).toEqual({ status: 200, body: { limited: false, results: [] } });
    expect(await calls()).toEqual([
      ['checkRegistrationForSpam', null, 'denied'],
      ['checkRegistrationForSpam', null, 'spammer'],
      ['checkLoginForSpam', '@spammer:localhost', 'PHONE', null, ['127.0.0.1'], null],
      ['checkRegistrationForSpam', null, 'hidden'],
      [
        'checkUsernameForSpam',
        { user_id: '@hidden:localhost', display_name: 'hidden', avatar_url: null },
        '@alice:localhost',
      ],
    ]);
  });
});

describe('third-party rules in Synapse', () => {
  test('refuse and replace events by the state of the room, and only see what they filter for', async () => {
    expect(await alice.say(room, 'not allowed')).toEqual({
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'This event is not allowed in this context' },
    });
    const { body: sent } = await alice.say(room, 'replace me');
    const { body: event } = await alice.event(room, String(sent['event_id']));
    expect(event['content']).toEqual({ msgtype: 'm.text', body: 'replaced', at: 1_763_715_571_000 });
    await alice.send(room, {}, 'com.example.unfiltered');
    const asked = ['checkEventAllowed', 'm.room.message', '@alice:localhost', ['@alice:localhost']];
    expect(await calls('checkEventAllowed')).toEqual([asked, asked]);
  });

  test('edit the request that creates a room, or refuse it', async () => {
    expect(await alice.createRoom({ name: 'refused' })).toEqual({
      status: 400,
      body: { errcode: 'M_BAD_JSON', error: 'not this name' },
    });
    const { body } = await alice.createRoom({ name: 'plain' });
    const topic = await alice.request('GET', `${roomPath(String(body['room_id']))}/state/m.room.topic`);
    expect(topic.body['topic']).toBe('added by the probe');
    await expect.poll(() => calls('onNewEvent')).toEqual([['onNewEvent', 'added by the probe', true]]);
  });

  test('hear of profiles', async () => {
    const path = `/_matrix/client/v3/profile/${alice.userId}/displayname`;
    await alice.request('PUT', path, { displayname: 'Alice' });
    expect(await calls('onProfileUpdate')).toEqual([
      ['onProfileUpdate', '@alice:localhost', { avatarUrl: null, displayName: 'Alice' }, false, false],
    ]);
  });

  test('keep accounts', async () => {
    const stays = await synapse.user('stays');
    const auth = { type: 'm.login.password', identifier: { type: 'm.id.user', user: 'stays' }, password: 'pw' };
    expect(await stays.request('POST', '/_matrix/client/v3/account/deactivate', { auth })).toEqual({
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'Deactivation of this user is forbidden' },
    });
  });
});

describe('logins in Synapse', () => {
  test('are checked by modules, which edit the answer afterwards', async () => {
    await synapse.user('bob');
    const otp = { type: 'com.example.otp', identifier: { type: 'm.id.user', user: 'bob' } };
    expect(await login({ ...otp, otp: 'wrong' })).toEqual({
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'Invalid username or password' },
    });
    const accepted = await login({ ...otp, otp: '123456' });
    expect(accepted).toMatchObject({
      status: 200,
      body: { user_id: '@bob:localhost', 'com.example.greeting': 'hello @bob:localhost' },
    });
    expect(await calls('checkOtp')).toEqual([
      ['checkOtp', 'bob', 'com.example.otp', { otp: 'wrong' }],
      ['checkOtp', 'bob', 'com.example.otp', { otp: '123456' }],
    ]);
  });

  test('of expired accounts are refused, and modules hear of logouts', async () => {
    const expired = await synapse.user('expired');
    expect(await expired.request('GET', '/_matrix/client/v3/account/whoami')).toEqual({
      status: 403,
      body: { errcode: 'ORG_MATRIX_EXPIRED_ACCOUNT', error: 'User account has expired' },
    });
    await expired.request('POST', '/_matrix/client/v3/logout', {});
    expect(await calls('onLoggedOut')).toEqual([['onLoggedOut', '@expired:localhost', 'string']]);
  });
});

describe('other callbacks in Synapse', () => {
  test('account data', async () => {
    const path = `/_matrix/client/v3/user/${alice.userId}/account_data/com.example`;
    await alice.request('PUT', path, { list: [1, 2], text: 'ü\u{1F600}' });
    expect(await calls('onAccountDataUpdated')).toEqual([
      ['onAccountDataUpdated', '@alice:localhost', null, 'com.example', { list: [1, 2], text: 'ü\u{1F600}' }],
    ]);
  });

  test('unsigned data', async () => {
    const { body } = await alice.say(room, 'measured');
    const { body: event } = await alice.event(room, String(body['event_id']));
    expect(event['unsigned']).toMatchObject({ 'com.example.length': 38 });
  });

  test('rate limits, of which zero is none', async () => {
    const unlimited = await synapse.user('unlimited');
    const own = String((await unlimited.createRoom()).body['room_id']);
    const statuses: number[] = [];
    for (let nth = 0; nth < 5; nth += 1) statuses.push((await unlimited.invite(own, `@guest${nth}:localhost`)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    const limited = await synapse.user('carol');
    const other = String((await limited.createRoom()).body['room_id']);
    statuses.length = 0;
    for (let nth = 0; nth < 3; nth += 1) statuses.push((await limited.invite(other, `@guest${nth}:localhost`)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  test('media limits', async () => {
    expect(await alice.request('GET', '/_matrix/client/v1/media/config')).toEqual({
      status: 200,
      body: { 'm.upload.size': alice.userId.length },
    });
    expect(await alice.upload('x'.repeat(2000))).toEqual({
      status: 413,
      body: { errcode: 'M_TOO_LARGE', error: 'Upload request body is too large' },
    });
    const limited = await synapse.user('limited');
    const error = 'Media upload limit exceeded';
    const infoUri = 'https://example.com/limits';
    const isOlder = isBefore(await synapseVersion(), '1.158');
    expect(await limited.upload('more than ten')).toEqual(
      isOlder
        ? { status: 400, body: { errcode: 'M_RESOURCE_LIMIT_EXCEEDED', error } }
        : { status: 403, body: { errcode: 'M_USER_LIMIT_EXCEEDED', error, info_uri: infoUri } },
    );
    const limit = { maxBytes: 10, timePeriodMs: 60_000, ...(!isOlder && { infoUri }) };
    expect(await calls('onMediaUploadLimitExceeded')).toEqual([
      ['onMediaUploadLimitExceeded', '@limited:localhost', limit, 0, 13],
    ]);
  });

  test('presence', async () => {
    const everybody = await synapse.user('everybody');
    const before = await everybody.request('GET', '/_matrix/client/v3/sync?timeout=0');
    await alice.request('PUT', `/_matrix/client/v3/presence/${alice.userId}/status`, {
      presence: 'online',
      status_msg: 'seen by strangers',
    });
    const since = String(before.body['next_batch']);
    const { body } = await everybody.request('GET', `/_matrix/client/v3/sync?timeout=5000&since=${since}`);
    expect(body['presence']).toMatchObject({
      events: expect.arrayContaining([
        expect.objectContaining({
          sender: '@alice:localhost',
          content: expect.objectContaining({ status_msg: 'seen by strangers' }),
        }),
      ]),
    });
  });
});

test('no callback loses or leaks a log context', () => {
  // Synapse also warns of contexts that start again, but that it does with any module that has on_new_event.
  expect(synapse.log).not.toContain('Expected logging context');
});
