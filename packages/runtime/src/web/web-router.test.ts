import { Codes, SynapseError } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { RegistryBuilder } from '../registry/registry.ts';
import type { WebResource } from '../registry/web-resources.ts';
import { RecordingLogger } from '../../../testing/src/standalone/recording-logger.ts';
import { createWebRouter } from './web-router.ts';

const PATH = '/_synapse/client/demo';
const CORS = {
  'access-control-allow-headers': 'X-Requested-With, Content-Type, Authorization, Date',
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE, OPTIONS',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Synapse-Trace-Id, Server',
};
const JSON_HEADERS = {
  ...CORS,
  'cache-control': 'no-cache, no-store, must-revalidate',
  'content-type': 'application/json',
};

async function send(resource: WebResource, method = 'GET', path = PATH) {
  const log = new RecordingLogger();
  const builder = new RegistryBuilder(log);
  builder.openModule('demo').registerWebResource(PATH, resource);
  const router = createWebRouter(builder.finish(), log);
  const response = await router.handle(new Request(`https://here${path}`, { method }), '192.0.2.7');
  if (response === undefined) return undefined;
  const { status, headers } = response;
  return { status, headers: Object.fromEntries(headers), body: await response.text(), log: log.lines };
}

const answered = (body: string, status = 200) => ({ status, headers: JSON_HEADERS, body, log: [] });
const internalError = (method = 'GET') => ({
  ...answered('{"errcode":"M_UNKNOWN","error":"Internal server error"}', 500),
  log: [`error: Module demo failed in ${method} ${PATH}`],
});

test.each<[value: unknown, body: string]>([
  [{ hello: 'x' }, '{"hello":"x"}'],
  [[1, 2], '[1,2]'],
  ['text', '"text"'],
  [null, 'null'],
  [false, 'false'],
  [{ at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
])('`createWebRouter()` answers %o as JSON', async (value, body) => {
  expect(await send(() => value as object)).toEqual(answered(body));
  expect(await send(async () => value as object)).toEqual(answered(body));
});

test('`createWebRouter()` hands the request to the handler', async () => {
  const hello = (request: Request): object => ({ hello: new URL(request.url).searchParams.get('name') });
  expect(await send(hello, 'GET', `${PATH}?name=bob`)).toEqual(answered('{"hello":"bob"}'));
});

test.each([
  [PATH, true],
  [`${PATH}?a=/b`, true],
  ['/_synapse/client/%64emo', true],
  [`${PATH}/`, false],
  [`${PATH}/more`, false],
  ['/_synapse/client', false],
  ['/_synapse/client%2Fdemo', false],
  ['/_synapse/client/%zz', false],
  ['/_synapse/client/Demo', false],
])('`createWebRouter()` matches a path exactly: %s', async (path, isServed) => {
  expect((await send(() => ({}), 'GET', path)) !== undefined).toBe(isServed);
});

test.each(['GET', 'POST', 'PUT', 'DELETE', 'PATCH'])(
  '`createWebRouter()` lets one handler answer %s',
  async (method) => {
    expect(await send((request) => ({ method: request.method }), method)).toEqual(answered(`{"method":"${method}"}`));
  },
);

test('`createWebRouter()` picks the handler of the HTTP method', async () => {
  const resource = { GET: () => 'get', POST: () => 'post', PUT: () => 'put', DELETE: () => 'delete' };
  for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
    expect(await send(resource, method)).toEqual(answered(`"${method.toLowerCase()}"`));
  }
});

test.each(['POST', 'PATCH'])(
  '`createWebRouter()` answers 405, with the methods that it answers, if there is no handler for %s',
  async (method) => {
    expect(await send({ GET: () => 'get' }, method)).toEqual({
      ...answered('{"errcode":"M_UNRECOGNIZED","error":"Unrecognized request"}', 405),
      headers: { ...JSON_HEADERS, allow: 'GET, HEAD, OPTIONS' },
      log: [`info: ${method} ${PATH}: 405 M_UNRECOGNIZED Unrecognized request`],
    });
  },
);

test('`createWebRouter()` answers HEAD by GET, without a body', async () => {
  expect(await send({ GET: () => 'get' }, 'HEAD')).toEqual(answered(''));
  expect(await send(() => new Response('text', { status: 201 }), 'HEAD')).toEqual({
    status: 201,
    headers: { ...CORS, 'content-type': 'text/plain;charset=UTF-8' },
    body: '',
    log: [],
  });
});

test('`createWebRouter()` answers OPTIONS in the place of the module', async () => {
  const never = (): never => {
    throw new Error('asked for OPTIONS');
  };
  expect(await send(never, 'OPTIONS')).toEqual({ status: 204, headers: CORS, body: '', log: [] });
});

test('`createWebRouter()` passes a Response on, with CORS', async () => {
  const response = (): Response => new Response('<p>hi</p>', { status: 418, headers: { 'Content-Type': 'text/html' } });
  expect(await send(response)).toEqual({
    status: 418,
    headers: { ...CORS, 'content-type': 'text/html' },
    body: '<p>hi</p>',
    log: [],
  });
});

test('`createWebRouter()` leaves the CORS of a Response alone', async () => {
  const headers = { 'Access-Control-Allow-Origin': 'https://app.example' };
  const answer = await send(() => new Response(null, { status: 204, headers }));
  expect(answer?.headers).toEqual({ 'access-control-allow-origin': 'https://app.example' });
});

test('`createWebRouter()` leaves the caching of a Response alone, and says that bytes without a type are bytes', async () => {
  const headers = { 'Cache-Control': 'max-age=5' };
  const answer = await send(() => new Response(new Uint8Array([1]), { headers }));
  expect(answer?.headers).toEqual({
    ...CORS,
    'cache-control': 'max-age=5',
    'content-type': 'application/octet-stream',
  });
});

test('`createWebRouter()` tells a handler the parameters of its path, the rest and the address', async () => {
  const log = new RecordingLogger();
  const builder = new RegistryBuilder(log);
  const say =
    (name: string): WebResource =>
    (_request, { params, rest, address }) => ({ name, params, rest, address });
  const paths = ['/a/*', '/a/:b/c', '/a/:b', '/a/list', '/a/list/*'];
  for (const path of paths) builder.openModule('one').registerWebResource(path, say(path));
  builder.openModule('two').registerWebResource('/a/:other', say('two'));
  const router = createWebRouter(builder.finish(), log);
  const ask = async (path: string): Promise<unknown> =>
    (await router.handle(new Request(`https://here${path}`), '192.0.2.7'))?.json();
  const address = '192.0.2.7';
  expect(
    await Promise.all(['/a/list', '/a/l%2Fst', '/a/list/c', '/a/x/c', '/a/x/d', '/a/', '/a', '/b'].map(ask)),
  ).toEqual([
    { name: '/a/list', params: {}, address },
    { name: '/a/:b', params: { b: 'l/st' }, address },
    { name: '/a/list/*', params: {}, rest: 'c', address },
    { name: '/a/:b/c', params: { b: 'x' }, address },
    { name: '/a/*', params: {}, rest: 'x/d', address },
    { name: '/a/*', params: {}, rest: '', address },
    undefined,
    undefined,
  ]);
  expect(log.lines).toEqual(['warn: Modules one and two both have a web resource at /a/:b; one answers']);
});

test('`createWebRouter()` passes on a Response whose headers cannot be changed', async () => {
  const answer = await send(() => Response.redirect('https://there/', 302));
  expect([answer?.status, answer?.headers]).toEqual([302, { ...CORS, location: 'https://there/' }]);
});

test('`createWebRouter()` makes Matrix errors of SynapseErrors', async () => {
  const refuse = async (): Promise<never> => {
    throw new SynapseError(429, 'slow down', Codes.LIMIT_EXCEEDED, { retry_after_ms: 5 }, { 'Retry-After': '1' });
  };
  expect(await send(refuse)).toEqual({
    status: 429,
    headers: { ...JSON_HEADERS, 'retry-after': '1' },
    body: '{"errcode":"M_LIMIT_EXCEEDED","error":"slow down","retry_after_ms":5}',
    log: [`info: GET ${PATH}: 429 M_LIMIT_EXCEEDED slow down`],
  });
});

test.each<[condition: string, handler: () => unknown]>([
  ['an exception', () => Promise.reject(new Error('broken'))],
  ['an answer of undefined', () => undefined],
  ['an answer that JSON cannot express', () => ({ big: 1n })],
  ['a SynapseError with a status that HTTP does not have', () => Promise.reject(new SynapseError(42, 'what'))],
])('`createWebRouter()` makes 500 of %s', async (_condition, handler) => {
  expect(await send(handler as () => object)).toEqual(internalError());
});

test('`createWebRouter()` makes 500 of a Response that was read already', async () => {
  const spent = async (): Promise<Response> => {
    const response = new Response('text');
    await response.text();
    return response;
  };
  expect(await send(spent)).toEqual(internalError());
});
