import { expect, test } from 'vitest';
import { testServer, type LoggedIn, type TestServer } from '../test/test-server.ts';

async function upload(server: TestServer, { token }: LoggedIn, content: string): Promise<string> {
  const request = new Request(`${server.baseUrl}/_matrix/media/v3/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-length': String(content.length) },
    body: content,
  });
  const { content_uri: uri } = (await (await server.fetch(request)).json()) as { content_uri: string };
  return uri.slice('mxc://test/'.length);
}

test('`quarantineMediaRoutes()` keeps a file from being served, and every copy of it', async () => {
  await using server = await testServer();
  const root = await server.quickUser('root', true);
  const alice = await server.quickUser('alice');
  const [first, copy, other] = [
    await upload(server, alice, 'bad'),
    await upload(server, root, 'bad'),
    await upload(server, alice, 'good'),
  ];
  const served = async (mediaId: string) => {
    const request = new Request(`${server.baseUrl}/_matrix/client/v1/media/download/test/${mediaId}`, {
      headers: { authorization: `Bearer ${alice.token}` },
    });
    return (await server.fetch(request)).status;
  };
  const change = (what: string, mediaId: string, { token }: LoggedIn, serverName = 'test') =>
    server.call('POST', `/_synapse/admin/v1/media/${what}/${serverName}/${mediaId}`, {}, token);

  expect((await change('quarantine', first, alice)).status).toBe(403);
  expect(await change('quarantine', first, root)).toEqual({ status: 200, body: {} });
  expect((await change('quarantine', other, root, 'elsewhere')).status).toBe(200);
  const later = await upload(server, alice, 'bad');
  expect([await served(first), await served(copy), await served(later), await served(other)]).toEqual([
    404, 404, 404, 200,
  ]);
  expect(await server.host.getLocalMedia(first)).toBeNull();
  expect(await change('unquarantine', copy, root)).toEqual({ status: 200, body: {} });
  expect([await served(first), await served(copy), await served(later)]).toEqual([200, 200, 200]);
});
