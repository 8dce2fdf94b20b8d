import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  Codes,
  MediaRepository as OnMedia,
  Module,
  NOT_SPAM,
  SpamChecker,
  SynapseError,
  type FileInfo,
  type JsonObject,
  type MediaUploadLimit,
  type ReadableMediaFile,
  type SpamVerdict,
  type UserId,
} from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer, type LoggedIn, type TestServer } from '../test/test-server.ts';

interface Upload {
  readonly type?: string;
  readonly name?: string;
  /** What the header claims. */
  readonly length?: number | null;
}

async function upload(server: TestServer, { token }: LoggedIn, text: string, options: Upload = {}) {
  const query = options.name === undefined ? '' : `?filename=${encodeURIComponent(options.name)}`;
  const length = options.length === undefined ? Buffer.byteLength(text) : options.length;
  const request = new Request(`${server.baseUrl}/_matrix/media/v3/upload${query}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': options.type ?? 'text/plain',
      ...(length === null ? {} : { 'content-length': String(length) }),
    },
    body: text,
  });
  const response = await server.fetch(request);
  return { status: response.status, body: (await response.json()) as JsonObject };
}

async function download(server: TestServer, { token }: LoggedIn, uri: unknown, suffix = '') {
  const path = `/_matrix/client/v1/media/download/${String(uri).slice('mxc://'.length)}${suffix}`;
  return server.fetch(new Request(server.baseUrl + path, { headers: { authorization: `Bearer ${token}` } }));
}

describe('MediaRepository.upload()', () => {
  test('`upload()` keeps a file, which can be downloaded by who is logged in', async () => {
    await using server = await testServer();
    const alice = await server.quickUser('alice');
    const { status, body } = await upload(server, alice, 'hello', { name: 'a.txt' });
    expect([status, body]).toEqual([200, { content_uri: expect.stringMatching(/^mxc:\/\/test\/[A-Za-z]{24}$/) }]);
    const response = await download(server, alice, body.content_uri);
    expect([response.status, await response.text()]).toEqual([200, 'hello']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/plain; charset=UTF-8',
      'content-length': '5',
      'content-disposition': 'inline; filename=a.txt',
      'content-security-policy':
        "sandbox; default-src 'none'; script-src 'none'; plugin-types application/pdf; style-src 'unsafe-inline'; media-src 'self'; object-src 'self';",
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public,max-age=86400,s-maxage=0,proxy-revalidate',
    });
    const path = `/_matrix/client/v1/media/download/${String(body.content_uri).slice(6)}`;
    expect((await server.call('GET', path)).body.errcode).toBe('M_MISSING_TOKEN');
  });

  test('`upload()` over the network keeps every byte', async () => {
    await using server = await testServer();
    const alice = await server.quickUser('alice');
    const bytes = randomBytes(1_000_000);
    const headers = { authorization: `Bearer ${alice.token}` };
    const answer = await fetch(`${server.baseUrl}/_matrix/media/v3/upload`, { method: 'POST', headers, body: bytes });
    const { content_uri: uri } = (await answer.json()) as { content_uri: string };
    const path = `${server.baseUrl}/_matrix/client/v1/media/download/${uri.slice(6)}`;
    const received = Buffer.from(await (await fetch(path, { headers })).arrayBuffer());
    expect(received.equals(bytes)).toBe(true);
  });

  test('`upload()` refuses what is too large, or does not say how large it is', async () => {
    await using server = await testServer({ max_upload_size: 10 });
    const alice = await server.quickUser('alice');
    const tooLarge = { status: 413, body: { errcode: 'M_TOO_LARGE', error: 'Upload request body is too large' } };
    expect((await upload(server, alice, 'x'.repeat(10))).status).toBe(200);
    expect(await upload(server, alice, 'x'.repeat(11))).toEqual(tooLarge);
    // A header that lies.
    expect((await upload(server, alice, 'x'.repeat(11), { length: 5 })).status).toBe(413);
    expect(await upload(server, alice, 'x', { length: null })).toEqual({
      status: 400,
      body: { errcode: 'M_UNKNOWN', error: 'Request must specify a Content-Length' },
    });
  });

  test("`upload()` asks the modules in Synapse's order, and leaves no file if one refuses", async () => {
    const calls: unknown[] = [];
    let folder = '';
    @Module()
    class Gate {
      @OnMedia
      isUserAllowedToUploadMediaOfSize(user: UserId, size: number): boolean {
        calls.push(['allowed', user, size]);
        return size < 20;
      }

      @SpamChecker
      async checkMediaFileForSpam({ path, stream }: ReadableMediaFile, info: FileInfo): Promise<SpamVerdict> {
        folder = dirname(path);
        const text = await new Response(stream()).text();
        calls.push(['spam', text, text === readFileSync(path, 'utf8'), info.serverName, info.thumbnail]);
        return text === 'virus' ? [Codes.LIMIT_EXCEEDED, { hidden: true }] : NOT_SPAM;
      }

      @OnMedia
      getMediaUploadLimitsForUser(): readonly MediaUploadLimit[] {
        calls.push(['limits']);
        return [{ maxBytes: 12, timePeriodMs: 60_000, infoUri: 'https://example.org/limits', canUpgrade: true }];
      }

      @OnMedia
      onMediaUploadLimitExceeded(user: UserId, limit: MediaUploadLimit, sent: number, attempted: number): void {
        calls.push(['exceeded', user, limit.maxBytes, sent, attempted]);
      }
    }
    await using server = await testServer({}, [Gate]);
    const alice = await server.quickUser('alice');
    expect((await upload(server, alice, 'ten bytes.')).status).toBe(200);
    expect(await upload(server, alice, 'x'.repeat(20))).toEqual({
      status: 413,
      body: { errcode: 'M_TOO_LARGE', error: 'Upload request body is too large' },
    });
    expect(await upload(server, alice, 'virus')).toEqual({
      status: 400,
      body: { errcode: 'M_UNKNOWN', error: 'Bad content' },
    });
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
    expect(await upload(server, alice, 'abc')).toEqual({
      status: 403,
      body: {
        errcode: 'M_USER_LIMIT_EXCEEDED',
        error: 'Media upload limit exceeded',
        info_uri: 'https://example.org/limits',
        can_upgrade: true,
      },
    });
    expect(calls).toEqual([
      ['allowed', '@alice:test', 10],
      ['spam', 'ten bytes.', true, null, null],
      ['limits'],
      ['allowed', '@alice:test', 20],
      ['allowed', '@alice:test', 5],
      ['spam', 'virus', true, null, null],
      ['allowed', '@alice:test', 3],
      ['spam', 'abc', true, null, null],
      ['limits'],
      ['exceeded', '@alice:test', 12, 10, 3],
    ]);
    await server.clock.advance(60_000);
    expect((await upload(server, alice, 'abc')).status).toBe(200);
  });

  test('`upload()` obeys the configured limits', async () => {
    const media_upload_limits = [{ time_period: '1h', max_size: '1K' }];
    await using server = await testServer({ media_upload_limits });
    const alice = await server.quickUser('alice');
    expect((await upload(server, alice, 'x'.repeat(1024))).status).toBe(200);
    expect((await upload(server, alice, 'x')).body).toMatchObject({
      errcode: 'M_USER_LIMIT_EXCEEDED',
      info_uri: expect.stringMatching(/^https:/),
    });
    await server.clock.advance(3600_000);
    expect((await upload(server, alice, 'x')).status).toBe(200);
  });

  test('`upload()` fails when a module fails', async () => {
    @Module()
    class Fails {
      @OnMedia
      onMediaUploadLimitExceeded(): void {
        throw new SynapseError(418, 'Teapot');
      }
    }
    await using server = await testServer({ media_upload_limits: [{ time_period: '1h', max_size: 1 }] }, [Fails]);
    expect((await upload(server, await server.quickUser('alice'), 'xx')).status).toBe(418);
  });
});

describe('MediaRepository.configFor()', () => {
  test('`configFor()` tells the size limit, or what a module says', async () => {
    @Module()
    class Config {
      @OnMedia
      getMediaConfigForUser(user: UserId): JsonObject {
        return user === '@vip:test' ? { 'm.upload.size': 1, vip: true } : {};
      }
    }
    await using server = await testServer({ max_upload_size: '2M' }, [Config]);
    const [alice, vip] = [await server.quickUser('alice'), await server.quickUser('vip')];
    for (const path of ['/_matrix/client/v1/media/config', '/_matrix/media/v3/config']) {
      expect((await server.call('GET', path, undefined, alice.token)).body).toEqual({ 'm.upload.size': 2 * 1024 ** 2 });
      expect((await server.call('GET', path, undefined, vip.token)).body).toEqual({ 'm.upload.size': 1, vip: true });
      expect((await server.call('GET', path)).status).toBe(401);
    }
  });
});

describe('mediaRoutes()', () => {
  test('a download shows in place only what cannot carry a script', async () => {
    await using server = await testServer();
    const alice = await server.quickUser('alice');
    const headers = async (options: Upload, suffix?: string) => {
      const { body } = await upload(server, alice, 'x', options);
      const response = await download(server, alice, body.content_uri, suffix);
      return [response.headers.get('content-type'), response.headers.get('content-disposition')];
    };
    expect([
      await headers({ type: 'image/png' }),
      await headers({ type: 'text/html', name: 'a.html' }),
      await headers({ type: 'image/svg+xml' }),
      await headers({ type: 'Text/Plain;charset=latin1', name: 'naïve file.txt' }),
      await headers({ type: 'video/mp4', name: 'x".mp4' }, '/other.mp4'),
    ]).toEqual([
      ['image/png', 'inline'],
      ['text/html; charset=UTF-8', 'attachment; filename=a.html'],
      ['image/svg+xml', 'attachment'],
      ['Text/Plain;charset=latin1', "inline; filename*=utf-8''na%C3%AFve%20file.txt"],
      ['video/mp4', 'inline; filename=other.mp4'],
    ]);
  });

  test('the paths without authentication serve nothing, unless the administrator wants it', async () => {
    for (const [enable_authenticated_media, status] of [
      [true, 404],
      [false, 200],
    ] as const) {
      await using server = await testServer({ enable_authenticated_media });
      const { body } = await upload(server, await server.quickUser('alice'), 'x');
      const path = `/_matrix/media/v3/download/${String(body.content_uri).slice(6)}`;
      expect((await server.fetch(new Request(server.baseUrl + path))).status).toBe(status);
    }
  });

  test('a file that is not there, or is elsewhere, is not found', async () => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice');
    for (const path of ['test/abc', 'elsewhere/abc', 'test/..%2F..%2Fhomeserver.db']) {
      const url = `/_matrix/client/v1/media/download/${path}`;
      expect((await server.call('GET', url, undefined, token)).body.errcode).toBe('M_NOT_FOUND');
    }
    expect((await server.call('GET', client('/media/download/test/abc'), undefined, token)).status).toBe(404);
  });
});
