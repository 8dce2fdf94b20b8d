import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  Codes,
  Module,
  NOT_SPAM,
  SpamChecker,
  type FileInfo,
  type ReadableMediaFile,
  type SpamVerdict,
} from '@bouton/sdk';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { Database } from '../storage/database.ts';
import { testServer, type LoggedIn, type TestServer } from '../test/test-server.ts';

const RED = { r: 255, g: 0, b: 0, alpha: 1 };

/** A red PNG image. */
function red(width: number, height: number): Promise<Buffer<ArrayBuffer>> {
  return sharp({ create: { width, height, channels: 4, background: RED } })
    .png()
    .toBuffer();
}

/** Three frames of 60 x 40. */
function animation(): Promise<Buffer<ArrayBuffer>> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const create = { width: 60, height: 120, channels: 3, background: RED, noise, pageHeight: 40 } as const;
  return sharp({ create })
    .gif({ delay: [50, 60, 70] })
    .toBuffer();
}

async function upload(server: TestServer, { token }: LoggedIn, body: Uint8Array<ArrayBuffer>, type = 'image/png') {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': type,
    'content-length': String(body.byteLength),
  };
  const response = await server.fetch(
    new Request(`${server.baseUrl}/_matrix/media/v3/upload`, { method: 'POST', headers, body }),
  );
  const { content_uri: uri } = (await response.json()) as { content_uri: string };
  return uri.slice('mxc://'.length);
}

/** The answer to a request of a thumbnail: what it shows of itself, or the error. */
async function thumbnail(server: TestServer, { token }: LoggedIn, media: string, query: string) {
  const path = `/_matrix/client/v1/media/thumbnail/${media}?${query}`;
  const headers = { authorization: `Bearer ${token}` };
  const response = await server.fetch(new Request(server.baseUrl + path, { headers }));
  const type = response.headers.get('content-type');
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) return [response.status, JSON.parse(bytes.toString()).errcode];
  const { width, height, format, pages = 1 } = await sharp(bytes).metadata();
  expect(response.headers.get('content-length')).toBe(String(bytes.byteLength));
  return [type, format, `${width}x${height}`, pages];
}

/** Notes what it is asked, and the size that it finds; denies what is named. */
function recorder(denied: readonly string[] = []) {
  const seen: string[] = [];
  @Module()
  class Recorder {
    @SpamChecker
    async checkMediaFileForSpam(file: ReadableMediaFile, info: FileInfo): Promise<SpamVerdict> {
      if (info.thumbnail === null) return NOT_SPAM;
      const bytes = Buffer.from(await new Response(file.stream()).arrayBuffer());
      const { width, height, format } = await sharp(bytes).metadata();
      const { method, type, length } = info.thumbnail;
      const size = `${info.thumbnail.width}x${info.thumbnail.height}`;
      const isRight = length === bytes.length && type === `image/${format}` && info.serverName === null;
      seen.push(
        `${method} ${size} ${isRight ? type : 'wrong'}${size === `${width}x${height}` ? '' : ' of another size'}`,
      );
      if (denied.includes('throw')) throw new Error('It went wrong');
      return denied.includes(size) ? [Codes.BAD_STATE, { hidden: true }] : NOT_SPAM;
    }
  }
  return { seen, Recorder };
}

describe('Thumbnails.makeAll()', () => {
  test('`makeAll()` makes the thumbnails of the settings, which modules see', async () => {
    const { seen, Recorder } = recorder();
    await using server = await testServer({}, [Recorder]);
    const alice = await server.quickUser('alice');
    const media = await upload(server, alice, await red(1000, 500));
    expect(seen).toEqual([
      'crop 32x32 image/png',
      'crop 96x96 image/png',
      'scale 320x160 image/png',
      'scale 640x320 image/png',
      'scale 800x400 image/png',
    ]);
    const get = (query: string) => thumbnail(server, alice, media, query);
    expect(await get('width=32&height=32&method=crop')).toEqual(['image/png', 'png', '32x32', 1]);
    expect(await get('width=33&height=33&method=crop')).toEqual(['image/png', 'png', '96x96', 1]);
    expect(await get('width=400&height=300')).toEqual(['image/png', 'png', '640x320', 1]);
    expect(await get('width=400&height=300&animated=true')).toEqual(['image/png', 'png', '640x320', 1]);
    expect(await get('width=9999&height=9999&method=scale')).toEqual(['image/png', 'png', '800x400', 1]);
    expect(await get('height=1')).toEqual([400, 'M_MISSING_PARAM']);
    expect(await get('width=1&height=1&method=melt')).toEqual([400, 'M_INVALID_PARAM']);
    expect(seen).toHaveLength(5);
  });

  test('`makeAll()` makes JPEGs of JPEG and WebP images, PNGs of GIF images and of what is transparent', async () => {
    const { seen, Recorder } = recorder();
    const thumbnail_sizes = [{ width: 8, height: 8, method: 'crop' }];
    await using server = await testServer({ thumbnail_sizes }, [Recorder]);
    const alice = await server.quickUser('alice');
    const types = async (bytes: Buffer, type: string) => {
      await upload(server, alice, Uint8Array.from(bytes), type);
      return seen.splice(0).map((made) => made.slice('crop 8x8 '.length));
    };
    const image = sharp(await red(20, 20));
    const glass = sharp({ create: { width: 9, height: 9, channels: 4, background: { ...RED, alpha: 0.5 } } });
    expect([
      await types(await image.jpeg().toBuffer(), 'image/jpeg'),
      await types(await image.jpeg().toBuffer(), 'image/jpg'),
      await types(await image.webp().toBuffer(), 'image/webp; charset=binary'),
      await types(await glass.webp().toBuffer(), 'image/webp'),
      await types(await image.gif().toBuffer(), 'image/gif'),
      await types(await image.png().toBuffer(), 'image/jpeg'),
      await types(await image.png().toBuffer(), 'IMAGE/PNG'),
      await types(await image.png().toBuffer(), 'application/octet-stream'),
    ]).toEqual([['image/jpeg'], ['image/jpeg'], ['image/jpeg'], ['image/png'], ['image/png'], ['image/jpeg'], [], []]);
  });

  test('`makeAll()` makes each thumbnail of an animation still and moving', async () => {
    const { seen, Recorder } = recorder();
    await using server = await testServer({}, [Recorder]);
    const alice = await server.quickUser('alice');
    const media = await upload(server, alice, await animation(), 'image/gif');
    expect(seen).toEqual([
      'crop 32x32 image/png',
      'crop 32x32 image/webp',
      'crop 96x96 image/png',
      'crop 96x96 image/webp',
      'scale 60x40 image/png',
      'scale 60x40 image/webp',
    ]);
    const get = (query: string) => thumbnail(server, alice, media, query);
    expect(await get('width=32&height=32&method=crop')).toEqual(['image/png', 'png', '32x32', 1]);
    expect(await get('width=60&height=60&animated=false')).toEqual(['image/png', 'png', '60x40', 1]);
    expect(await get('width=60&height=60&animated=true')).toEqual(['image/webp', 'webp', '60x40', 3]);
    expect(await get('width=60&height=60&animated=yes')).toEqual([400, 'M_INVALID_PARAM']);
  });

  test('`makeAll()` ends with the first that a module refuses, or fails on; the upload does not', async () => {
    for (const [denied, count, small, large] of [
      ['96x96', 2, [404, 'M_BAD_STATE'], [404, 'M_NOT_FOUND']],
      ['640x320', 4, ['image/png', 'png', '96x96', 1], ['image/png', 'png', '320x160', 1]],
      ['throw', 1, [500, 'M_UNKNOWN'], [404, 'M_NOT_FOUND']],
    ] as const) {
      const { seen, Recorder } = recorder([denied]);
      await using server = await testServer({}, [Recorder]);
      const alice = await server.quickUser('alice');
      const media = await upload(server, alice, await red(1000, 500));
      expect(seen).toHaveLength(count);
      expect(await thumbnail(server, alice, media, 'width=96&height=96&method=crop')).toEqual(small);
      expect(await thumbnail(server, alice, media, 'width=96&height=96&method=scale')).toEqual(large);
    }
  });

  test('`makeAll()` makes none of what is too large, or no image, whatever it says of itself', async () => {
    const { seen, Recorder } = recorder();
    await using server = await testServer({ max_image_pixels: 400 }, [Recorder]);
    const alice = await server.quickUser('alice');
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>';
    for (const content of [await red(20, 20), new TextEncoder().encode(svg), Uint8Array.of()]) {
      const media = await upload(server, alice, content);
      expect(await thumbnail(server, alice, media, 'width=9&height=9')).toEqual([400, 'M_UNKNOWN']);
    }
    expect(seen).toEqual([]);
    await upload(server, alice, await red(20, 19));
    expect(seen).toHaveLength(3);
  });
});

describe('Thumbnails.serve()', () => {
  test('`serve()` makes exactly what is asked for if the settings say so, has it checked, and keeps it', async () => {
    const { seen, Recorder } = recorder(['7x7']);
    await using server = await testServer(
      { dynamic_thumbnails: true, thumbnail_sizes: [], max_image_pixels: 1_000_000 },
      [Recorder],
    );
    const alice = await server.quickUser('alice');
    const image = sharp(await red(1000, 500));
    const media = await upload(server, alice, Uint8Array.from(await image.jpeg().toBuffer()), 'text/plain');
    expect(seen).toEqual([]);
    const get = (query: string) => thumbnail(server, alice, media, query);
    const several = [get('width=50&height=40'), get('width=50&height=40'), get('width=50&height=40&animated=true')];
    const still = ['image/png', 'png', '50x25', 1];
    expect(await Promise.all(several)).toEqual([still, still, ['image/webp', 'webp', '50x25', 1]]);
    expect(await get('width=50&height=40')).toEqual(still);
    expect(await get('width=60&height=50&method=crop')).toEqual(['image/png', 'png', '60x50', 1]);
    expect(seen.toSorted()).toEqual([
      'crop 60x50 image/png',
      'scale 50x40 image/png of another size',
      'scale 50x40 image/webp of another size',
    ]);
    expect(await get('width=7&height=7')).toEqual([404, 'M_BAD_STATE']);
    expect(await get('width=7&height=7')).toEqual([404, 'M_BAD_STATE']);
    expect(seen).toHaveLength(5);
    expect(await get('width=1000&height=1000&method=crop')).toEqual([400, 'M_UNKNOWN']);
    const text = await upload(server, alice, new TextEncoder().encode('Dear diary'), 'image/png');
    expect(await thumbnail(server, alice, text, 'width=9&height=9')).toEqual([400, 'M_UNKNOWN']);
  });

  test('`serve()` serves to nobody what a module still checks', async () => {
    const { promise: isDecided, resolve: decide } = Promise.withResolvers<void>();
    const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
    let calls = 0;
    @Module()
    class Slow {
      @SpamChecker
      async checkMediaFileForSpam(_file: ReadableMediaFile, { thumbnail: made }: FileInfo): Promise<SpamVerdict> {
        if (made === null) return NOT_SPAM;
        calls += 1;
        if (calls === 1) return Codes.FORBIDDEN;
        asked();
        await isDecided;
        return Codes.FORBIDDEN;
      }
    }
    await using server = await testServer({}, [Slow]);
    const alice = await server.quickUser('alice');
    const media = await upload(server, alice, await red(90, 90));
    const first = thumbnail(server, alice, media, 'width=32&height=32&method=crop');
    await isAsked;
    const second = thumbnail(server, alice, media, 'width=32&height=32&method=crop');
    expect(await Promise.race([second, setTimeout(50, 'waiting')])).toBe('waiting');
    decide();
    expect(await Promise.all([first, second])).toEqual([
      [404, 'M_FORBIDDEN'],
      [404, 'M_FORBIDDEN'],
    ]);
  });

  test('`serve()` makes a thumbnail anew whose file is lost, and serves none of what is in quarantine', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bouton-'));
    try {
      await using server = await testServer({ data_directory: folder });
      const root = await server.quickUser('root', true);
      const media = await upload(server, root, await red(1000, 500));
      const thumbnails = join(folder, 'media', 'thumbnails');
      const files = readdirSync(thumbnails, { recursive: true }).filter((path) => String(path).includes('-'));
      expect(files).toHaveLength(5);
      rmSync(thumbnails, { recursive: true });
      const get = () => thumbnail(server, root, media, 'width=320&height=240');
      expect(await get()).toEqual(['image/png', 'png', '320x160', 1]);
      const path = `/_synapse/admin/v1/media/quarantine/${media}`;
      expect((await server.call('POST', path, {}, root.token)).status).toBe(200);
      expect(await get()).toEqual([404, 'M_NOT_FOUND']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('thumbnailUpdate()', () => {
  test('`thumbnailUpdate()` makes the thumbnails of what an earlier version stored', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bouton-'));
    const settings = { data_directory: folder, background_updates: { sleep_enabled: false } };
    try {
      const media: string[] = [];
      {
        await using server = await testServer({ ...settings, thumbnail_sizes: [] });
        const alice = await server.quickUser('alice');
        for (let n = 0; n < 7; n += 1) media.push(await upload(server, alice, await red(90, 40 + n)));
        expect(await thumbnail(server, alice, media[0]!, 'width=9&height=9')).toEqual([400, 'M_UNKNOWN']);
      }
      {
        using database = new Database(join(folder, 'homeserver.db'));
        database.execute('DROP TABLE media_thumbnails; ALTER TABLE media DROP COLUMN thumbnailed');
      }
      {
        const { seen, Recorder } = recorder();
        await using server = await testServer(settings, [Recorder]);
        const alice = await server.quickUser('bob');
        await expect.poll(() => seen.length, { timeout: 8000 }).toBe(21);
        const made = await Promise.all(media.map((each) => thumbnail(server, alice, each, 'width=999&height=999')));
        expect(made).toEqual(media.map((_, n) => ['image/png', 'png', `90x${40 + n}`, 1]));
      }
      using database = new Database(join(folder, 'homeserver.db'));
      expect(database.all('SELECT DISTINCT thumbnailed FROM media')).toEqual([{ thumbnailed: 1 }]);
      expect(database.all('SELECT * FROM background_updates')).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
