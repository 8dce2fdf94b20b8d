import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { testServer } from '../test/test-server.ts';

test('`getLocalMedia()` describes a file, and reads it', async () => {
  await using server = await testServer();
  const alice = await server.quickUser('alice');
  const request = new Request(`${server.baseUrl}/_matrix/media/v3/upload?filename=note.txt`, {
    method: 'POST',
    headers: { authorization: `Bearer ${alice.token}`, 'content-type': 'text/plain', 'content-length': '5' },
    body: 'hello',
  });
  const { content_uri: uri } = (await (await server.fetch(request)).json()) as { content_uri: string };
  const mediaId = uri.slice('mxc://test/'.length);
  const media = await server.host.getLocalMedia(mediaId);
  expect(media).toEqual({
    mediaId,
    mediaType: 'text/plain',
    length: 5,
    uploadName: 'note.txt',
    userId: '@alice:test',
    createdTs: server.clock.now(),
    path: expect.stringContaining(mediaId.slice(4)),
    stream: expect.any(Function),
  });
  expect(media && (await text(media.stream()))).toBe('hello');
  expect(await server.host.getLocalMedia('nothing')).toBeNull();
});
