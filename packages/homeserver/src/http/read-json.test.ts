import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { client, testServer } from '../test/test-server.ts';

describe('readJson()', () => {
  test('`readJson()` refuses what is not the JSON object that is wanted', async () => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice');
    const put = (body: string) => server.call('PUT', client('/profile/@alice:test/displayname'), body, token);
    const search = (body: string) => server.call('POST', client('/user_directory/search'), body, token);
    const faults = {
      empty: await put(''),
      cut: await put('{"displayname":'),
      list: await put('[]'),
      nothing: await put('null'),
      missing: await put('{}'),
      type: await put('{"displayname":5}'),
      null: await put('{"displayname":null}'),
      number: await search('{"search_term":"x","limit":"5"}'),
      fraction: await search('{"search_term":"x","limit":1.5}'),
      range: await search('{"search_term":"x","limit":0}'),
    };
    expect(Object.entries(faults).map(([name, { status, body }]) => [name, status, body.errcode, body.error])).toEqual([
      ['empty', 400, 'M_NOT_JSON', 'Content not JSON.'],
      ['cut', 400, 'M_NOT_JSON', 'Content not JSON.'],
      ['list', 400, 'M_BAD_JSON', 'Content must be a JSON object.'],
      ['nothing', 400, 'M_BAD_JSON', 'Content must be a JSON object.'],
      ['missing', 400, 'M_MISSING_PARAM', "Missing params: ['displayname']"],
      ['type', 400, 'M_BAD_JSON', "'displayname' must be a string"],
      ['null', 400, 'M_BAD_JSON', "'displayname' must be a string"],
      ['number', 400, 'M_BAD_JSON', "'limit' must be a number"],
      ['fraction', 400, 'M_BAD_JSON', "'limit' must be an integer"],
      ['range', 400, 'M_BAD_JSON', "'limit' must be greater than 0"],
    ]);
  });

  test('`readJson()` refuses bytes that are not UTF-8', async () => {
    await using server = await testServer();
    const url = server.baseUrl + client('/login');
    const body = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const response = await server.fetch(new Request(url, { method: 'POST', body }));
    expect([response.status, await response.json()]).toEqual([
      400,
      { errcode: 'M_NOT_JSON', error: 'Content not JSON.' },
    ]);
  });

  test('`readJson()` refuses a body that is nested so deep that it would exhaust the stack', async () => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice');
    const nested = (depth: number) => `{"a":${'['.repeat(depth)}"]}\\""${']'.repeat(depth)}}`;
    const put = (body: string) => server.call('PUT', client('/user/@alice:test/account_data/deep'), body, token);
    expect(await put(nested(255))).toEqual({ status: 200, body: {} });
    expect(await put(nested(100_000))).toEqual({
      status: 400,
      body: { errcode: 'M_BAD_JSON', error: 'Content must not be nested deeper than 256 levels' },
    });
  });

  test('`readJson()` refuses a body that is too large, whether or not it says so beforehand', async () => {
    await using server = await testServer();
    const tooLarge = { errcode: 'M_TOO_LARGE', error: 'Request body is too large, at most 13107200 bytes' };
    const url = server.baseUrl + client('/login');
    const announced = await fetch(url, { method: 'POST', body: 'x'.repeat(13_107_201) });
    expect([announced.status, await announced.json()]).toEqual([413, tooLarge]);
    const body = ReadableStream.from(Array.from({ length: 15 }, () => Buffer.alloc(1_000_000, 'x')));
    const streamed = await fetch(url, { method: 'POST', body, duplex: 'half' });
    expect([streamed.status, await streamed.json()]).toEqual([413, tooLarge]);
    expect((await fetch(url)).status).toBe(200);
  });

  test('`readJson()` survives a client that goes away in the middle', async () => {
    await using server = await testServer();
    const { port } = new URL(server.baseUrl);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST /_matrix/client/v3/login HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\n{"type":');
    await sleep(50);
    socket.destroy();
    await vi.waitFor(() => expect(server.log).toEqual(['POST /_matrix/client/v3/login 400']));
  });
});
