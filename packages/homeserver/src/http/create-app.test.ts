import { Codes, Module, SynapseError, WebResource } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer } from '../test/test-server.ts';

const UNRECOGNIZED = { errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' };

describe('createApp()', () => {
  test('`createApp()` answers 404 where nothing is served, and 405 where another method is', async () => {
    await using server = await testServer();
    expect(await server.call('GET', client('/nothing'))).toEqual({ status: 404, body: UNRECOGNIZED });
    expect(await server.call('GET', '/')).toEqual({ status: 404, body: UNRECOGNIZED });
    expect(await server.call('PUT', client('/login'), {})).toEqual({ status: 405, body: UNRECOGNIZED });
    expect(await server.call('GET', client('/logout'))).toEqual({ status: 405, body: UNRECOGNIZED });
    expect(await server.call('PATCH', client('/profile/@a:test/displayname'))).toEqual({
      status: 405,
      body: UNRECOGNIZED,
    });
    expect(await server.call('GET', client('/login/'))).toEqual({ status: 404, body: UNRECOGNIZED });
  });

  test('`createApp()` answers OPTIONS itself, and sends CORS headers with every answer', async () => {
    await using server = await testServer();
    for (const [method, path, status] of [
      ['OPTIONS', client('/login'), 204],
      ['OPTIONS', '/anything', 204],
      ['GET', client('/login'), 200],
      ['GET', client('/nothing'), 404],
      ['GET', client('/account/whoami'), 401],
    ] as const) {
      const response = await server.fetch(new Request(server.baseUrl + path, { method }));
      expect([method, path, response.status]).toEqual([method, path, status]);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE, OPTIONS',
        'access-control-allow-headers': 'X-Requested-With, Content-Type, Authorization, Date',
        'cache-control': 'no-cache, no-store, must-revalidate',
      });
    }
  });

  test('`createApp()` answers HEAD as GET, without the body', async () => {
    await using server = await testServer();
    const response = await server.fetch(new Request(server.baseUrl + client('/login'), { method: 'HEAD' }));
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test('`createApp()` refuses a path that is not percent-encoded UTF-8', async () => {
    await using server = await testServer();
    for (const path of ['/_matrix/client/v3/profile/%ff', '/%zz', '/_matrix/client/v3/login%c3']) {
      expect(await server.call('GET', path)).toEqual({
        status: 400,
        body: { errcode: 'M_INVALID_PARAM', error: 'The path is not percent-encoded UTF-8' },
      });
    }
  });

  test('`createApp()` leaves to the modules what the homeserver does not serve, and nothing else', async () => {
    @Module()
    class Pages {
      @WebResource('/_synapse/client/page')
      page(request: Request): object {
        return { method: request.method, q: new URL(request.url).searchParams.get('q') };
      }

      @WebResource('/_synapse/client/echo')
      async echo(request: Request): Promise<object> {
        return { length: (await request.text()).length };
      }

      @WebResource('/_synapse/client/refuse')
      refuse(): never {
        throw new SynapseError(418, 'I am a teapot', Codes.FORBIDDEN, { tea: true });
      }

      @WebResource('/_synapse/client/fail')
      fail(): never {
        throw new Error('secret');
      }

      @WebResource('/.well-known/matrix/client')
      wellKnown(): object {
        return { shadowed: false };
      }
    }
    await using server = await testServer({}, [Pages]);
    expect(await server.call('GET', '/_synapse/client/page?q=1')).toEqual({
      status: 200,
      body: { method: 'GET', q: '1' },
    });
    expect(await server.call('POST', '/_synapse/client/echo', 'x'.repeat(100_000))).toEqual({
      status: 200,
      body: { length: 100_000 },
    });
    expect(await server.call('POST', '/_synapse/client/echo', 'x'.repeat(13_107_201))).toEqual({
      status: 413,
      body: { errcode: 'M_TOO_LARGE', error: 'Request body is too large, at most 13107200 bytes' },
    });
    expect(await server.call('GET', '/_synapse/client/refuse')).toEqual({
      status: 418,
      body: { errcode: 'M_FORBIDDEN', error: 'I am a teapot', tea: true },
    });
    expect(await server.call('GET', '/_synapse/client/fail')).toEqual({
      status: 500,
      body: { errcode: 'M_UNKNOWN', error: 'Internal server error' },
    });
    expect((await server.call('GET', '/.well-known/matrix/client')).body).toEqual({
      'm.homeserver': { base_url: server.baseUrl },
    });
  });

  test('`createApp()` writes a line to the log for each request, without its query', async () => {
    await using server = await testServer();
    await server.call('GET', client('/account/whoami?access_token=secret'));
    expect(server.log).toContain('GET /_matrix/client/v3/account/whoami 401');
    expect(server.log.join()).not.toContain('secret');
  });
});
