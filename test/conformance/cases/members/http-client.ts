import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { API_PATH } from '../../modules/paths.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { post } from '../../support/client.ts';
import { HttpPeer } from '../../support/http-peer.ts';
import { freePort } from '../../../../packages/synapse/src/test/free-port.ts';

/** Where the settings say that a proxy is: they are fixed before the homeserver starts. */
const PROXY_PORT = await freePort();

const HEADERS = { 'X-Conformance': 'yes' };

function httpCase(
  member: ConformanceCase['callback'],
  title: string,
  run: (host: ConformanceHost, url: string) => Promise<void>,
): ConformanceCase {
  return {
    modules: [API_MODULE],
    callback: member,
    title,
    run: async (host) => {
      await using peer = await HttpPeer.start();
      await run(host, peer.url);
    },
  };
}

/** What modules can ask of other services. */
export const httpClientMemberCases: readonly ConformanceCase[] = [
  httpCase('module_api.http_client', 'rejects with the status of a refusal', async (host, url) => {
    await expect(callApi(host, 'httpClient.getJson', `${url}/status/418`)).rejects.toThrow(
      "HttpResponseError: 418: I'm a Teapot",
    );
  }),
  httpCase('module_api.http_client.get_json', 'sends arguments as the query', async (host, url) => {
    expect(await callApi(host, 'httpClient.getJson', `${url}/a`, { one: '1', many: ['2', '3'] }, HEADERS)).toEqual({
      method: 'GET',
      path: '/a?one=1&many=2&many=3',
      contentType: null,
      header: 'yes',
      body: '',
    });
  }),
  httpCase('module_api.http_client.put_json', 'sends JSON, and is the JSON that comes back', async (host, url) => {
    expect(await callApi(host, 'httpClient.putJson', `${url}/a`, { mark: [1] }, { one: '1' }, HEADERS)).toEqual({
      method: 'PUT',
      path: '/a?one=1',
      contentType: 'application/json',
      header: 'yes',
      body: '{"mark":[1]}',
    });
  }),
  httpCase(
    'module_api.http_client.post_json_get_json',
    'sends JSON, and is the JSON that comes back',
    async (host, url) => {
      expect(await callApi(host, 'httpClient.postJsonGetJson', `${url}/a`, { mark: [1] }, HEADERS)).toEqual({
        method: 'POST',
        path: '/a',
        contentType: 'application/json',
        header: 'yes',
        body: '{"mark":[1]}',
      });
    },
  ),
  httpCase('module_api.http_client.post_urlencoded_get_json', 'sends a form', async (host, url) => {
    expect(
      await callApi(host, 'httpClient.postUrlencodedGetJson', `${url}/a`, { one: '1 2', many: ['ä'] }, HEADERS),
    ).toEqual({
      method: 'POST',
      path: '/a',
      contentType: 'application/x-www-form-urlencoded',
      header: 'yes',
      body: 'one=1+2&many=%C3%A4',
    });
  }),
  httpCase('module_api.http_client.get_raw', 'is the bytes of the answer', async (host, url) => {
    const answer = String(await callApi(host, 'httpClient.getRaw', `${url}/a`, { one: '1' }, HEADERS));
    expect(JSON.parse(answer)).toEqual({
      method: 'GET',
      path: '/a?one=1',
      contentType: null,
      header: 'yes',
      body: '',
    });
  }),
  httpCase('module_api.http_client.request', 'is the answer as it is, a refusal too', async (host, url) => {
    expect(await callApi(host, 'httpClient.request', 'DELETE', `${url}/status/410`, 'bye', HEADERS)).toEqual({
      status: 410,
      body: expect.stringContaining('"body":"bye"'),
    });
  }),
  httpCase('module_api.http_client.get_file', 'writes the file, unless it is too large', async (host, url) => {
    const file = await post(host, `${API_PATH}/file`, { url: `${url}/a` });
    expect(file).toEqual({
      status: 200,
      length: String(file['text']).length,
      text: expect.stringContaining('"path":"/a"'),
    });
    expect(await post(host, `${API_PATH}/file`, { url: `${url}/a`, maxSize: 10 })).toEqual({ name: 'SynapseError' });
  }),
  {
    modules: [API_MODULE],
    settings: { http_proxy: `user:pw@127.0.0.1:${PROXY_PORT}`, no_proxy_hosts: ['127.0.0.1'] },
    callback: 'module_api.http_client',
    title: 'asks other services by way of the proxy of the settings, but those that are named',
    run: async (host) => {
      await using peer = await HttpPeer.start(PROXY_PORT);
      expect(await callApi(host, 'httpClient.getJson', 'http://elsewhere.example:8/a', { one: '1' })).toMatchObject({
        path: 'http://elsewhere.example:8/a?one=1',
      });
      expect(await callApi(host, 'httpClient.getJson', `${peer.url}/direct`)).toMatchObject({ path: '/direct' });
    },
  },
];
