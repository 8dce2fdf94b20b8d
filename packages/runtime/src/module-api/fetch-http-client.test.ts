import { Codes, HttpResponseError, SynapseError } from '@bouton/sdk';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FetchHttpClient } from './fetch-http-client.ts';

let server: Server;
let origin: string;
let seen: object[] = [];
const client = new FetchHttpClient();

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

beforeEach(() => (seen = []));

/** Answers by the path, and notes what was asked. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url = '/', headers } = request;
  const body = await text(request);
  seen.push({ method, url, accept: headers.accept, type: headers['content-type'], agent: headers['x-agent'], body });
  switch (url.split('?')[0]) {
    case '/json':
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"a":[1,{"b":"ü"}]}');
      return;
    case '/html':
      response.end('<html>');
      return;
    case '/latin1':
      response.end(Buffer.from([0x22, 0xfc, 0x22]));
      return;
    case '/bytes':
      response.writeHead(200, { 'content-type': 'image/png', 'x-file': 'yes' }).end(Buffer.from([0, 255, 1]));
      return;
    case '/moved':
      response.writeHead(302, { location: '/json' }).end('elsewhere');
      return;
    case '/refused':
      response.writeHead(403, 'Not Today').end('{"errcode":"M_FORBIDDEN"}');
      return;
    case '/chunked':
      response.write('one,');
      response.end('two');
      return;
    case '/breaks':
      response.writeHead(200, { 'content-length': 100 }).write('half');
      setTimeout(() => response.destroy(), 20);
      return;
    case '/stalls':
      response.writeHead(200).write('begun');
      break;
    default: // `/silent` is never answered.
  }
}

describe('FetchHttpClient', () => {
  test('`getJson()` asks with a query, and accepts JSON', async () => {
    expect(await client.getJson(`${origin}/json`, { q: 'a b', via: ['x', 'y'] }, { 'X-Agent': 'test' })).toEqual({
      a: [1, { b: 'ü' }],
    });
    expect(seen).toEqual([
      { method: 'GET', url: '/json?q=a+b&via=x&via=y', accept: 'application/json', agent: 'test', body: '' },
    ]);
  });

  test('`getJson()` adds its arguments to the query that the address has', async () => {
    await client.getJson(`${origin}/json?a=1`, { b: '2' });
    expect(seen).toMatchObject([{ url: '/json?a=1&b=2' }]);
  });

  test('`putJson()` and `postJsonGetJson()` send JSON, a header of the caller comes first', async () => {
    await client.putJson(`${origin}/json`, { n: 1 }, { ts: '5' });
    await client.postJsonGetJson(`${origin}/json`, [null], { Accept: 'application/x', 'Content-Type': 'text/json' });
    expect(seen).toEqual([
      { method: 'PUT', url: '/json?ts=5', accept: 'application/json', type: 'application/json', body: '{"n":1}' },
      { method: 'POST', url: '/json', accept: 'application/x', type: 'text/json', body: '[null]' },
    ]);
  });

  test('`postUrlencodedGetJson()` sends a form', async () => {
    await client.postUrlencodedGetJson(`${origin}/json`, { token: 'a=b', scope: ['one', 'two'] });
    expect(seen).toEqual([
      {
        method: 'POST',
        url: '/json',
        accept: 'application/json',
        type: 'application/x-www-form-urlencoded',
        body: 'token=a%3Db&scope=one&scope=two',
      },
    ]);
  });

  test('`getRaw()` gets the bytes as they are', async () => {
    expect(await client.getRaw(`${origin}/bytes`)).toEqual(new Uint8Array([0, 255, 1]));
  });

  test.each(['getJson', 'getRaw', 'postUrlencodedGetJson'] as const)(
    '`%s()` throws what is not 2xx, with the status and the body',
    async (method) => {
      const error: unknown = await client[method](`${origin}/refused`).catch((thrown: unknown) => thrown);
      const body = new TextEncoder().encode('{"errcode":"M_FORBIDDEN"}');
      expect(error).toEqual(new HttpResponseError(403, 'Not Today', body));
      expect(HttpResponseError.is(error) && [error.status, error.text()]).toEqual([403, '{"errcode":"M_FORBIDDEN"}']);
    },
  );

  test('does not follow redirects', async () => {
    await expect(client.getJson(`${origin}/moved`)).rejects.toMatchObject({ status: 302, message: '302: Found' });
    expect((await client.request('GET', `${origin}/moved`)).headers.get('location')).toBe('/json');
  });

  test('throws if the answer is not JSON', async () => {
    await expect(client.getJson(`${origin}/html`)).rejects.toThrow(SyntaxError);
    await expect(client.postJsonGetJson(`${origin}/html`, {})).rejects.toThrow(SyntaxError);
    await expect(client.getJson(`${origin}/latin1`)).rejects.toThrow(TypeError);
  });

  test('`request()` hands on any answer, its body as a stream', async () => {
    const refused = await client.request('DELETE', `${origin}/refused`);
    expect([refused.status, await refused.text()]).toEqual([403, '{"errcode":"M_FORBIDDEN"}']);
    const chunked = await client.request('PATCH', `${origin}/chunked`, new Uint8Array([104, 105]), { 'x-agent': 'me' });
    expect(await chunked.text()).toBe('one,two');
    expect(seen[1]).toEqual({ method: 'PATCH', url: '/chunked', accept: '*/*', agent: 'me', body: 'hi' });
  });

  test('throws if no answer begins in time, but waits for the body', async () => {
    const impatient = new FetchHttpClient({ answerTimeoutMs: 50 });
    await expect(impatient.getJson(`${origin}/silent`)).rejects.toEqual(
      new SynapseError(504, 'Timeout waiting for response from remote server'),
    );
    const stalled = await impatient.request('GET', `${origin}/stalls`);
    const reading = stalled.text().then(() => 'ended');
    expect(await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, 150, 'waits'))])).toBe('waits');
    server.closeAllConnections();
    await expect(reading).rejects.toThrow(TypeError);
  });

  test('says why a service cannot be reached, without the secrets of its address', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    await expect(client.getRaw(`http://127.0.0.1:${port}/?access_token=secret`)).rejects.toThrow(
      new Error(`GET http://127.0.0.1:${port} failed: connect ECONNREFUSED 127.0.0.1:${port}`),
    );
  });
});

/** A destination of a file that remembers what came of it. */
class Destination extends WritableStream<Uint8Array> {
  readonly chunks: Uint8Array[];
  readonly ended: string[];

  constructor() {
    const chunks: Uint8Array[] = [];
    const ended: string[] = [];
    super({
      write: (chunk) => void chunks.push(chunk),
      close: () => void ended.push('closed'),
      abort: () => void ended.push('broken off'),
    });
    this.chunks = chunks;
    this.ended = ended;
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString();
  }
}

describe('`FetchHttpClient.getFile()`', () => {
  test('writes the file to the stream, and closes it', async () => {
    const destination = new Destination();
    const file = await client.getFile(`${origin}/bytes?v=1`, destination, {
      maxSize: 4,
      headers: { 'X-Agent': 'test' },
      isAllowedContentType: (type) => type === 'image/png',
    });
    expect({ ...file, headers: file.headers.get('x-file') }).toEqual({
      length: 3,
      headers: 'yes',
      uri: `${origin}/bytes?v=1`,
      status: 200,
    });
    expect([Buffer.concat(destination.chunks), destination.ended]).toEqual([Buffer.from([0, 255, 1]), ['closed']]);
    expect(seen).toMatchObject([{ agent: 'test' }]);
  });

  test.each([
    ['a status that is not 2xx', '/refused', {}, 'Got error 403', Codes.UNKNOWN],
    [
      'another content type',
      '/bytes',
      { isAllowedContentType: () => false },
      "Requested file's content type not allowed for this operation: image/png",
      Codes.UNKNOWN,
    ],
    ['a length beyond maxSize', '/bytes', { maxSize: 2 }, 'Requested file is too large > 2 bytes', Codes.TOO_LARGE],
    ['a length of maxSize', '/bytes', { maxSize: 3 }, 'Requested file is too large > 3 bytes', Codes.TOO_LARGE],
    ['a body beyond maxSize', '/chunked', { maxSize: 5 }, 'Requested file is too large > 5 bytes', Codes.TOO_LARGE],
    ['a body that breaks off', '/breaks', {}, 'Failed to download remote body: other side closed', Codes.UNKNOWN],
  ])('refuses %s', async (_, path, options, message, errcode) => {
    const destination = new Destination();
    await expect(client.getFile(origin + path, destination, options)).rejects.toEqual(
      new SynapseError(502, message, errcode),
    );
    expect(destination.ended).toEqual(['broken off']);
  });

  test('does not wait for a body for ever', async () => {
    const destination = new Destination();
    const impatient = new FetchHttpClient({ fileTimeoutMs: 50 });
    await expect(impatient.getFile(`${origin}/stalls`, destination)).rejects.toEqual(
      new SynapseError(502, 'Requested file took too long to download', Codes.TOO_LARGE),
    );
    expect([destination.text, destination.ended]).toEqual(['begun', ['broken off']]);
  });
});
