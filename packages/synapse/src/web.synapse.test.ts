import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSynapse, type SynapseProcess } from './test/start-synapse.ts';
import { requestJson, type SynapseUser } from './test/synapse-user.ts';

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

  test('sees neither OPTIONS nor what is not a path of a module', async () => {
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
