import { HttpResponseError, SynapseError } from '@bouton/sdk';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Server as TcpServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CERTIFICATE, CERTIFICATE_KEY } from '../test/certificate.ts';
import { FetchHttpClient } from './fetch-http-client.ts';
import type { HttpProxies } from './http-proxies.ts';

let proxy: Server;
let proxyPort: number;
/** Stands behind every tunnel. */
let secure: TcpServer;
let securePort: number;
const authorities = getCACertificates('default');
let seen: object[] = [];

beforeAll(async () => {
  proxy = createServer((request, response) => {
    void note(request).then(() => {
      const path = request.url ?? '';
      if (path.includes('/silent')) return;
      if (path.includes('/nothing')) {
        response.writeHead(204).end();
        return;
      }
      const status = path.includes('/refused') ? 403 : 200;
      response
        .writeHead(status, 'As It Is', { 'content-type': 'application/json', 'x-a': ['1', '2'] })
        .end('{"by":"proxy"}');
    });
  });
  proxy.on('connect', (request, socket) => {
    seen.push({ method: request.method, url: request.url, authorization: request.headers['proxy-authorization'] });
    if (request.url?.startsWith('refused') === true) {
      socket.resume().end('HTTP/1.1 407 Who\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const target = connect(securePort, '127.0.0.1');
    socket.pipe(target).pipe(socket);
    target.on('error', () => undefined).on('close', () => socket.destroy());
    socket.on('error', () => undefined).on('close', () => target.destroy());
  });
  secure = createSecureServer({ key: CERTIFICATE_KEY, cert: CERTIFICATE }, (request, response) => {
    void note(request).then(() => response.end('{"by":"service"}'));
  });
  proxyPort = await listen(proxy);
  securePort = await listen(secure);
  setDefaultCACertificates([CERTIFICATE]);
});

afterAll(async () => {
  setDefaultCACertificates(authorities);
  proxy.closeAllConnections();
  for (const server of [proxy, secure]) {
    server.close();
    await once(server, 'close');
  }
});

beforeEach(() => (seen = []));

async function listen(server: TcpServer): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

async function note(request: IncomingMessage): Promise<void> {
  const { method, url, headers } = request;
  seen.push({
    method,
    url,
    host: headers.host,
    authorization: headers['proxy-authorization'],
    agent: headers['x-agent'],
    body: await text(request),
  });
}

const clientOf = (proxies: Partial<HttpProxies> = {}, answerTimeoutMs = 5000): FetchHttpClient =>
  new FetchHttpClient({
    answerTimeoutMs,
    proxies: {
      httpProxy: `user:pw@127.0.0.1:${proxyPort}`,
      httpsProxy: `http://127.0.0.1:${proxyPort}`,
      noProxyHosts: [],
      ...proxies,
    },
  });

test('`http:` addresses are asked of the proxy, with its password', async () => {
  const url = 'http://elsewhere.example:81/json?a=1#b';
  expect(await clientOf().postJsonGetJson(url, { n: 1 }, { 'X-Agent': 'me' })).toEqual({ by: 'proxy' });
  expect(seen).toEqual([
    {
      method: 'POST',
      url: 'http://elsewhere.example:81/json?a=1',
      host: 'elsewhere.example:81',
      authorization: `Basic ${btoa('user:pw')}`,
      agent: 'me',
      body: '{"n":1}',
    },
  ]);
});

test('answers are those of `fetch`', async () => {
  const answer = await clientOf().request('GET', 'http://elsewhere.example/nothing');
  expect([answer.status, await answer.text(), answer.url]).toEqual([204, '', 'http://elsewhere.example/nothing']);
  const json = await clientOf().request('GET', 'http://elsewhere.example/');
  expect([json.statusText, json.headers.get('x-a'), json.ok]).toEqual(['As It Is', '1, 2', true]);
  await expect(clientOf().getJson('http://elsewhere.example/refused')).rejects.toEqual(
    new HttpResponseError(403, 'As It Is', new TextEncoder().encode('{"by":"proxy"}')),
  );
});

test('`https:` addresses are asked through a tunnel', async () => {
  const answer = clientOf().putJson('https://secure.example/json?a=1', { n: 1 }, {}, { 'X-Agent': 'me' });
  expect(await answer).toEqual({ by: 'service' });
  expect(seen).toEqual([
    { method: 'CONNECT', url: 'secure.example:443', authorization: undefined },
    { method: 'PUT', url: '/json?a=1', host: 'secure.example', authorization: undefined, agent: 'me', body: '{"n":1}' },
  ]);
});

test('the certificate behind a tunnel is checked, and a proxy that refuses it is named', async () => {
  await expect(clientOf().getRaw('https://elsewhere.example/?token=secret')).rejects.toThrow(
    /^GET https:\/\/elsewhere\.example failed: Hostname\/IP does not match certificate's altnames(?!.*secret)/,
  );
  await expect(clientOf().getRaw('https://refused.example:8448/')).rejects.toThrow(
    'GET https://refused.example:8448 failed: The proxy answered 407',
  );
  expect(seen).toEqual([
    { method: 'CONNECT', url: 'elsewhere.example:443', authorization: undefined },
    { method: 'CONNECT', url: 'refused.example:8448', authorization: undefined },
  ]);
});

test('hosts without a proxy are asked directly', async () => {
  const direct = clientOf({ noProxyHosts: ['127.0.0.1'] });
  expect(await direct.getJson(`http://127.0.0.1:${proxyPort}/direct`)).toEqual({ by: 'proxy' });
  expect(seen).toMatchObject([{ url: '/direct', authorization: undefined }]);
});

test('a proxy that is slow or gone is an error like a service that is', async () => {
  await expect(clientOf({}, 50).getJson('http://elsewhere.example/silent')).rejects.toEqual(
    new SynapseError(504, 'Timeout waiting for response from remote server'),
  );
  const closed = clientOf({ httpProxy: `127.0.0.1:1` });
  await expect(closed.getJson('http://elsewhere.example/a')).rejects.toThrow(
    'GET http://elsewhere.example failed: connect ECONNREFUSED 127.0.0.1:1',
  );
});
