import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSynapse, type SynapseProcess } from './test/start-synapse.ts';
import { requestJson, type Answer, type SynapseUser } from './test/synapse-user.ts';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));

let synapse: SynapseProcess;
let alice: SynapseUser;

beforeAll(async () => {
  synapse = await startSynapse({
    items: [
      {
        project: fileURLToPath(new URL('../../../examples', import.meta.url)),
        modules: [{ module: '@bouton/example-demo#DemoModule', config: { deny: ['@mallory:localhost'] } }],
      },
      { project: fixtures, modules: [{ module: './probe.ts#Probe' }, { module: './pacer.ts#Pacer' }] },
    ],
  });
  alice = await synapse.user('alice');
});

afterAll(() => synapse[Symbol.asyncDispose]());

test('the demo module refuses rooms to mallory only', async () => {
  const mallory = await synapse.user('mallory');
  expect(await mallory.createRoom()).toEqual({
    status: 403,
    body: { errcode: 'M_FORBIDDEN', error: 'You are not permitted to create rooms' },
  });
  expect((await alice.createRoom()).status).toBe(200);
});

test('several items share one Node host', async () => {
  expect(await synapse.nodeHosts()).toHaveLength(1);
});

test('background updates are paced by an async generator', () => {
  const paced = /^bouton\.\.\/pacer\.ts#Pacer INFO (begin|end) (\w+)/gm;
  const [[, first, begun] = [], [, second, ended] = []] = [...synapse.log.matchAll(paced)];
  expect([first, second, ended]).toEqual(['begin', 'end', begun]);
});

describe('a web resource in Synapse', () => {
  const at = (path: string): string => `${synapse.url}/_synapse/client/${path}`;

  test('answers GET with JSON for every web page', async () => {
    const response = await fetch(at('demo/hello?name=w%C3%B6rld'));
    expect(await response.json()).toEqual({ hello: 'wörld' });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE, OPTIONS',
      'content-type': 'application/json',
    });
  });

  test('answers HEAD without a body', async () => {
    const response = await fetch(at('demo/hello'), { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test('ends at its path', async () => {
    expect((await fetch(at('demo/hello/'))).status).toBe(404);
    expect((await fetch(at('demo/hello/more'))).status).toBe(404);
  });

  test('sees neither OPTIONS nor what is no path of a module', async () => {
    expect((await fetch(at('demo/hello'), { method: 'OPTIONS' })).status).toBe(204);
    expect(await requestJson(at('demo'))).toEqual({
      status: 404,
      body: { errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' },
    });
  });

  test('streams large bodies both ways', async () => {
    const body = new Uint8Array(5_000_000).map((_, index) => index % 251);
    const response = await fetch(at('probe/echo'), { method: 'PUT', body });
    expect([response.status, response.headers.get('x-method')]).toEqual([201, 'PUT']);
    expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), body)).toBe(0);
  });

  test('answers errors as Matrix does', async () => {
    expect(await requestJson(at('probe/refuse'))).toEqual({
      status: 451,
      body: { errcode: 'M_FORBIDDEN', error: 'for legal reasons', law: 'none' },
    });
    expect(await requestJson(at('probe/api'), { method: 'POST', body: 'no JSON' })).toEqual({
      status: 500,
      body: { errcode: 'M_UNKNOWN', error: 'Internal server error' },
    });
  });

  test('knows who asks', async () => {
    expect(await requestJson(at('probe/whoami'))).toEqual({
      status: 401,
      body: { errcode: 'M_MISSING_TOKEN', error: 'Missing access token' },
    });
    expect(await alice.request('GET', '/_synapse/client/probe/whoami')).toEqual({
      status: 200,
      body: {
        user: '@alice:localhost',
        deviceId: expect.any(String),
        isGuest: false,
        shadowBanned: false,
        appServiceId: null,
        authenticatedEntity: '@alice:localhost',
      },
    });
  });
});

describe('ModuleApi in Synapse', () => {
  async function call(member: string, ...args: unknown[]): Promise<unknown> {
    const { status, body }: Answer = await requestJson(`${synapse.url}/_synapse/client/probe/api`, {
      method: 'POST',
      body: JSON.stringify({ member, args }),
    });
    return status === 200 ? body['answer'] : { status, ...body };
  }

  test('creates users, devices and tokens', async () => {
    expect(await call('registerUser', 'made', 'Made', ['made@example.com'], true)).toBe('@made:localhost');
    expect(await call('getUserinfoById', '@made:localhost')).toEqual({
      userId: '@made:localhost',
      appServiceId: null,
      userType: null,
      creationTs: expect.any(Number),
      isAdmin: true,
      isDeactivated: false,
      isGuest: false,
      isShadowBanned: false,
      approved: true,
      locked: false,
      suspended: false,
    });
    expect(await call('getThreepidsForUser', '@made:localhost')).toEqual([
      { medium: 'email', address: 'made@example.com', validatedAt: expect.any(Number), addedAt: expect.any(Number) },
    ]);
    const device = (await call('registerDevice', '@made:localhost', 'DEVICE', 'a device')) as { accessToken: string };
    expect(device).toEqual({
      deviceId: 'DEVICE',
      accessToken: expect.stringMatching(/^syt_/),
      accessTokenExpiry: null,
      refreshToken: null,
    });
    const whoami = `${synapse.url}/_matrix/client/v3/account/whoami?access_token=${device.accessToken}`;
    expect((await requestJson(whoami)).status).toBe(200);
    expect(await call('invalidateAccessToken', device.accessToken)).toBeNull();
    expect((await requestJson(whoami)).status).toBe(401);
    expect(await call('createLoginToken', '@made:localhost')).toMatch(/^syl_/);
    expect(await call('checkUsername', 'made')).toEqual({
      status: 400,
      errcode: 'M_USER_IN_USE',
      error: 'User ID already taken.',
    });
  });

  test('reads and changes users', async () => {
    expect(await call('setUserAdmin', alice.userId, true)).toBeNull();
    expect(await call('isUserAdmin', alice.userId)).toBe(true);
    expect(await call('setUserAdmin', alice.userId, false)).toBeNull();
    expect(await call('setDisplayname', alice.userId, 'Alice')).toBeNull();
    expect(await call('getProfileForUser', 'alice')).toEqual({ avatarUrl: null, displayName: 'Alice' });
    expect(await call('checkUserExists', '@ALICE:localhost')).toBe('@alice:localhost');
    expect(await call('getUserinfoById', '@nobody:localhost')).toBeNull();
  });

  test('creates rooms, sends events, changes memberships', async () => {
    const [room] = (await call('createRoom', alice.userId, { name: 'A room', room_alias_name: 'a-room' })) as [string];
    expect(await call('lookupRoomAlias', '#a-room:localhost')).toEqual([room, ['localhost']]);
    expect(await call('getCanonicalRoomAlias', room)).toBe('#a-room:localhost');
    const event = {
      type: 'm.room.message',
      room_id: room,
      sender: alice.userId,
      content: { msgtype: 'm.text', body: 'x' },
    };
    expect(await call('createAndSendEventIntoRoom', event)).toMatchObject({ ...event, event_id: expect.any(String) });
    const joined = await call('updateRoomMembership', alice.userId, '@made:localhost', room, 'invite', {
      reason: 'why not',
    });
    expect(joined).toMatchObject({
      state_key: '@made:localhost',
      content: { membership: 'invite', reason: 'why not' },
    });
    const members = await call('getStateEventsInRoom', room, [['m.room.member', null]]);
    expect((members as { state_key: string }[]).map(({ state_key: key }) => key)).toEqual([
      alice.userId,
      '@made:localhost',
    ]);
    expect(await call('lookupRoomAlias', '#nowhere:localhost')).toEqual({
      status: 404,
      errcode: 'M_NOT_FOUND',
      error: 'Room alias #nowhere:localhost not found',
    });
  });

  test('says what this host does not implement', async () => {
    expect(await call('readTemplates', ['a.html'])).toEqual({
      status: 500,
      errcode: 'M_UNKNOWN',
      error: 'Internal server error',
    });
    expect(synapse.log).toContain('BoutonError: readTemplates is not implemented by Synapse 1.163.2');
  });
});
