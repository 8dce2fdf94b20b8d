import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../conformance-case.ts';
import { accountValidity } from '../support/modules.ts';

const callback = 'module_api.register_web_resource';
const BASE = '/_synapse/client/conformance';

const web = (name: string) => ({ module: './web-resources.ts#WebModule', config: { name } });

const setup = {
  callback,
  modules: [web('first'), web('second'), accountValidity({ is_user_expired: { expired: { returns: true } } })],
} as const;

/** What clients are answered by the web resources of modules. */
export const webResourceCases: readonly ConformanceCase[] = [
  {
    ...setup,
    title: 'a value is answered as JSON, for every web page, and not to be cached',
    run: async (host) => {
      const response = await host.fetch(`${BASE}/any`);
      expect([response.status, await response.json()]).toEqual([200, { name: 'first', method: 'GET' }]);
      expect(headersOf(response, 'content-type', 'access-control-allow-origin', 'cache-control')).toEqual([
        'application/json',
        '*',
        'no-cache, no-store, must-revalidate',
      ]);
    },
  },
  {
    ...setup,
    title: 'a class answers the methods of HTTP that it has, each with the query, the headers and the body',
    run: async (host) => {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
        const body = method === 'GET' ? '' : '{"ü": [1]}';
        const init = { method, headers: { 'x-conformance': 'here' }, ...(body !== '' && { body }) };
        const response = await host.fetch(`${BASE}/echo?q=1&q=%C3%BC`, init);
        expect(await response.json()).toEqual({ name: 'first', method, query: ['1', 'ü'], header: 'here', body });
      }
    },
  },
  {
    ...setup,
    title: 'any other method of HTTP is answered with 405 M_UNRECOGNIZED, and those that are answered',
    run: async (host) => {
      const response = await host.fetch(`${BASE}/echo`, { method: 'PATCH', body: '{}' });
      expect([response.status, await response.json()]).toEqual([
        405,
        { errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' },
      ]);
      expect(headersOf(response, 'allow')).toEqual(['GET, HEAD, POST, PUT, DELETE, OPTIONS']);
    },
  },
  {
    ...setup,
    title: 'a method answers every method of HTTP',
    run: async (host) => {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']) {
        expect(await (await host.fetch(`${BASE}/any`, { method })).json()).toEqual({ name: 'first', method });
      }
    },
  },
  {
    ...setup,
    title: 'HEAD is answered by GET, without the body',
    run: async (host) => {
      const response = await host.fetch(`${BASE}/echo`, { method: 'HEAD' });
      expect([response.status, await response.text()]).toEqual([200, '']);
      expect(headersOf(response, 'content-type')).toEqual(['application/json']);
    },
  },
  {
    ...setup,
    title: 'OPTIONS is answered in the place of the module',
    run: async (host) => {
      for (const path of ['any', 'fails', 'echo']) {
        const response = await host.fetch(`${BASE}/${path}`, { method: 'OPTIONS' });
        expect([response.status, await response.text()]).toEqual([204, '']);
        expect(headersOf(response, 'access-control-allow-origin', 'access-control-allow-methods')).toEqual([
          '*',
          'GET, HEAD, POST, PUT, DELETE, OPTIONS',
        ]);
      }
    },
  },
  {
    ...setup,
    title: 'a response is answered as it is, for every web page',
    run: async (host) => {
      const response = await host.fetch(`${BASE}/response`);
      expect([response.status, await response.text()]).toEqual([201, '<p>Hello</p>']);
      expect(headersOf(response, 'content-type', 'x-conformance', 'access-control-allow-origin')).toEqual([
        'text/html; charset=utf-8',
        'yes',
        '*',
      ]);
    },
  },
  {
    ...setup,
    title: 'what a response says of origins, caches, types and cookies stands, and no more is said of caches',
    run: async (host) => {
      const headers = async (kind: string): Promise<unknown> => {
        const response = await host.fetch(`${BASE}/headers?kind=${kind}`);
        const cors = headersOf(response, 'access-control-allow-origin', 'access-control-allow-methods');
        const others = headersOf(response, 'cache-control', 'content-type');
        return [response.status, ...cors, ...others, response.headers.getSetCookie(), await response.text()];
      };
      const methods = 'GET, HEAD, POST, PUT, DELETE, OPTIONS';
      expect(await headers('own')).toEqual([
        200,
        'https://app.example.com',
        null,
        'public, max-age=60',
        'text/csv',
        ['a=1', 'b=2'],
        'own',
      ]);
      expect(await headers('bytes')).toEqual([200, '*', methods, null, 'application/octet-stream', [], '\x01\x02']);
      expect(await headers('none')).toEqual([200, '*', methods, null, null, [], '']);
    },
  },
  {
    ...setup,
    title: 'a path may have parameters and a rest, and the one that says most answers',
    run: async (host) => {
      const ask = async (path: string): Promise<unknown> => {
        const response = await host.fetch(`${BASE}/rooms${path}`);
        return response.status === 200 ? response.json() : response.status;
      };
      expect(await ask('/!a:b/events/$c')).toEqual({
        route: 'event',
        room: '!a:b',
        event: '$c',
        address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
      });
      expect(await ask('/%23%C3%BC%2Fx:b?query=1')).toEqual({ route: 'room', room: '#ü/x:b' });
      expect(await ask('/list')).toEqual({ route: 'list' });
      expect(await ask('/l%69st')).toEqual({ route: 'list' });
      expect(await ask('/list/')).toEqual({ route: 'files', rest: '' });
      expect(await ask('/list/a%20b/c.txt')).toEqual({ route: 'files', rest: 'a b/c.txt' });
    },
  },
  {
    ...setup,
    title: 'a class that the constructor registers knows the module, and answers what it has methods for',
    run: async (host) => {
      const before = await (await host.fetch(`${BASE}/counted/0`, { method: 'POST' })).json();
      const after = await (await host.fetch(`${BASE}/counted/2`, { method: 'POST' })).json();
      expect([before, after]).toEqual([{ count: 0 }, { count: 2 }]);
      const refused = await host.fetch(`${BASE}/counted/2`);
      expect([refused.status, ...headersOf(refused, 'allow')]).toEqual([405, 'POST, OPTIONS']);
    },
  },
  {
    ...setup,
    title: 'a path that fits no parameters is not found',
    run: async (host) => {
      for (const path of ['', '/', '/a/events', '/a/events/', '/a/b/c', '/list/..%2Fx', '/list/%2e%2e%5Cx']) {
        const response = await host.fetch(`${BASE}/rooms${path}`);
        expect([path, response.status, await response.json()]).toEqual([
          path,
          404,
          { errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' },
        ]);
      }
    },
  },
  {
    ...setup,
    title: 'a response in pieces arrives whole',
    run: async (host) => {
      const bytes = new Uint8Array(await (await host.fetch(`${BASE}/stream`)).arrayBuffer());
      expect(bytes).toHaveLength(64 * 4096);
      expect(bytes.every((byte, index) => byte === Math.floor(index / 4096))).toBe(true);
    },
  },
  {
    ...setup,
    title: 'a large body of a request arrives whole',
    run: async (host) => {
      const body = 'ü'.repeat(500_000);
      const response = await host.fetch(`${BASE}/echo`, { method: 'POST', body });
      expect(await response.json()).toMatchObject({ method: 'POST', body });
    },
  },
  {
    ...setup,
    title: "a SynapseError becomes Matrix's error body, with its fields and headers",
    run: async (host) => {
      const response = await host.fetch(`${BASE}/refuses`);
      expect([response.status, await response.json()]).toEqual([
        418,
        { errcode: 'M_BAD_STATE', error: 'I am a teapot', lid: 'open' },
      ]);
      expect(headersOf(response, 'x-conformance', 'access-control-allow-origin')).toEqual(['tea', '*']);
    },
  },
  {
    ...setup,
    title: 'an exception, or what JSON cannot express, is answered with 500 M_UNKNOWN',
    run: async (host) => {
      for (const path of ['fails', 'nothing']) {
        const response = await host.fetch(`${BASE}/${path}`);
        expect([response.status, await response.json()]).toEqual([
          500,
          { errcode: 'M_UNKNOWN', error: 'Internal server error' },
        ]);
      }
    },
  },
  {
    ...setup,
    title: 'a path is matched exactly: neither below it nor with a trailing slash',
    run: async (host) => {
      for (const path of ['any/', 'any/more', 'an', 'ANY']) {
        expect([path, (await host.fetch(`${BASE}/${path}`)).status]).toEqual([path, 404]);
      }
    },
  },
  {
    ...setup,
    title: 'a path with encoded characters is found',
    run: async (host) => {
      const response = await host.fetch(`${BASE}/sp%20ace/%C3%BCmlaut`);
      expect([response.status, await response.json()]).toEqual([200, { name: 'first' }]);
    },
  },
  {
    ...setup,
    title: 'of two modules with one path, the first answers, whatever way they register it',
    run: (host) => expectAnsweredBy(host, 'first'),
  },
  {
    ...setup,
    modules: [web('second'), web('first')],
    title: 'in the other order, the other module answers',
    run: (host) => expectAnsweredBy(host, 'second'),
  },
  {
    ...setup,
    title: 'without a token, nobody makes the request',
    run: async (host) => {
      const missing = await host.fetch(`${BASE}/whoami`);
      expect([missing.status, await missing.json()]).toEqual([
        401,
        { errcode: 'M_MISSING_TOKEN', error: 'Missing access token' },
      ]);
      const unknown = await host.fetch(`${BASE}/whoami`, { headers: { authorization: 'Bearer nobodys' } });
      expect([unknown.status, await unknown.json()]).toEqual([
        401,
        { errcode: 'M_UNKNOWN_TOKEN', error: 'Invalid access token passed.', soft_logout: false },
      ]);
    },
  },
  {
    ...setup,
    title: 'with a token, in the header or the query, its user makes the request',
    run: async (host) => {
      const alice = await host.user('alice');
      const requester = {
        user: alice.userId,
        deviceId: alice.deviceId,
        isGuest: false,
        shadowBanned: false,
        appServiceId: null,
        authenticatedEntity: alice.userId,
      };
      expect(await alice.request('GET', `${BASE}/whoami`)).toMatchObject(requester);
      const response = await host.fetch(`${BASE}/whoami?access_token=${encodeURIComponent(alice.accessToken)}`);
      expect(await response.json()).toMatchObject(requester);
    },
  },
  {
    ...setup,
    title: 'an expired account is refused, unless the module lets it in',
    run: async (host) => {
      const expired = await host.user('expired');
      const refused = await expired.fetch(`${BASE}/whoami`);
      expect([refused.status, await refused.json()]).toEqual([
        403,
        { errcode: 'ORG_MATRIX_EXPIRED_ACCOUNT', error: 'User account has expired' },
      ]);
      expect(await expired.request('GET', `${BASE}/whoami?expired=allow`)).toMatchObject({ user: expired.userId });
    },
  },
];

async function expectAnsweredBy(host: ConformanceHost, name: string): Promise<void> {
  for (const path of ['any', 'echo', 'registered']) {
    expect(await (await host.fetch(`${BASE}/${path}`)).json()).toMatchObject({ name });
  }
}

function headersOf(response: Response, ...names: readonly string[]): (string | null)[] {
  return names.map((name) => response.headers.get(name));
}
