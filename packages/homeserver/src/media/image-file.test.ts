import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ImageFile } from './image-file.ts';
import type { ThumbnailSize, ThumbnailType } from './thumbnail.ts';

const MAX_PIXELS = 10_000;
const RED = { r: 255, g: 0, b: 0 };
const BLUE = { r: 0, g: 0, b: 255 };
const NOISE = { type: 'gaussian', mean: 128, sigma: 50 } as const;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bouton-image-'));
});
afterAll(() => rm(folder, { recursive: true }));

const plain = (width: number, height: number, background: typeof RED & { alpha?: number } = RED): Sharp =>
  sharp({ create: { width, height, channels: 4, background: { alpha: 1, ...background } } });

/** Red on the left, blue on the right. */
const halves = (width: number, height: number): Promise<Buffer> =>
  plain(width, height)
    .composite([{ input: { create: { width: width / 2, height, channels: 3, background: BLUE } }, gravity: 'east' }])
    .png()
    .toBuffer();

/** As many frames, each of 40 x 20. */
async function animation(frames: number, type: 'gif' | 'webp' = 'gif'): Promise<Buffer> {
  const each = await Promise.all(
    Array.from({ length: frames }, (_, n) =>
      plain(40, 20, { r: n * 9, g: n, b: 99 })
        .png()
        .toBuffer(),
    ),
  );
  const image = sharp(each, { join: { animated: true } });
  const delay = each.map((_, n) => 50 + n * 10);
  return type === 'gif' ? image.gif({ delay, loop: 3 }).toBuffer() : image.webp({ delay, loop: 3 }).toBuffer();
}

let files = 0;
async function open(content: Uint8Array | string, maxPixels: number = MAX_PIXELS): Promise<ImageFile | undefined> {
  const path = join(folder, `image-${++files}`);
  await writeFile(path, content);
  return ImageFile.open(path, maxPixels);
}

async function opened(content: Uint8Array, maxPixels?: number): Promise<ImageFile> {
  const image = await open(content, maxPixels);
  if (image === undefined) throw new Error('The image cannot be opened');
  return image;
}

async function still(image: ImageFile, size: ThumbnailSize, type: ThumbnailType = 'image/png') {
  return look(await image.still(size, type));
}

/** What is there to see: the type, the size, and the colours of the corners above and of the middle. */
async function look(bytes: Uint8Array) {
  const { format, pages } = await sharp(bytes).metadata();
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const colour = (x: number, y: number): string => {
    const [red = 0, green = 0, blue = 0] = data.subarray((y * info.width + x) * info.channels);
    if (Math.max(red, green, blue) < 50) return 'black';
    return red > blue ? 'red' : 'blue';
  };
  const [right, middle] = [info.width - 1, Math.floor(info.height / 2)];
  const colours = [colour(0, 0), colour(right, 0), colour(0, middle)];
  return { format, pages, width: info.width, height: info.height, colours };
}

describe('ImageFile.open()', () => {
  test('`open()` reads the size of JPEG, PNG, WebP and GIF images, whatever they are called', async () => {
    const image = plain(60, 30);
    for (const bytes of [await image.jpeg().toBuffer(), await image.png().toBuffer()]) {
      expect(await open(bytes)).toMatchObject({ width: 60, height: 30, isAnimated: false });
    }
    for (const bytes of [await image.webp().toBuffer(), await image.gif().toBuffer()]) {
      expect(await open(bytes)).toMatchObject({ width: 60, height: 30, isAnimated: false });
    }
  });

  test('`open()` opens nothing else', async () => {
    expect(await open('')).toBeUndefined();
    expect(await open('Dear diary')).toBeUndefined();
    expect(await open('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')).toBeUndefined();
    expect(await open(await plain(9, 9).tiff().toBuffer())).toBeUndefined();
    expect(await open(await plain(9, 9).avif().toBuffer())).toBeUndefined();
    expect(await open((await plain(9, 9).png().toBuffer()).subarray(0, 20))).toBeUndefined();
  });

  test('`open()` opens nothing that has the largest number of pixels, or more', async () => {
    const bytes = await plain(100, 99).png().toBuffer();
    expect(await open(bytes, 9901)).toMatchObject({ width: 100, height: 99 });
    expect(await open(bytes, 9900)).toBeUndefined();
    expect(await open(bytes, 0)).toBeUndefined();
  });

  test('`open()` tells the size as the image is to be seen', async () => {
    const turned = sharp(await halves(60, 30)).withMetadata({ orientation: 6 });
    expect(await open(await turned.jpeg().toBuffer())).toMatchObject({ width: 30, height: 60 });
  });
});

describe('ImageFile.isTransparent()', () => {
  test('`isTransparent()` finds what shines through, not an alpha channel that is full', async () => {
    const half = await plain(8, 8, { ...RED, alpha: 0.5 })
      .webp({ lossless: true })
      .toBuffer();
    const full = await plain(8, 8).png().toBuffer();
    const none = await plain(8, 8).jpeg().toBuffer();
    const images = [await opened(half), await opened(full), await opened(none)];
    expect(await Promise.all(images.map((image) => image.isTransparent()))).toEqual([true, false, false]);
  });
});

describe('ImageFile.still()', () => {
  test('`still()` scales to the size, and encodes as each type', async () => {
    const image = await opened(await halves(80, 40));
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const size = { width: 40, height: 20, method: 'scale' } as const;
      expect(await still(image, size, `image/${format}`)).toEqual({
        format,
        pages: undefined,
        width: 40,
        height: 20,
        colours: ['red', 'blue', 'red'],
      });
    }
  });

  test('`still()` cuts the middle out, and enlarges what is small', async () => {
    const image = await opened(await halves(80, 40));
    const cut = await still(image, { width: 10, height: 10, method: 'crop' });
    expect(cut).toMatchObject({ width: 10, height: 10, colours: ['red', 'blue', 'red'] });
    const enlarged = await still(image, { width: 90, height: 90, method: 'crop' });
    expect(enlarged).toMatchObject({ width: 90, height: 90, colours: ['red', 'blue', 'red'] });
  });

  test('`still()` turns the image as its EXIF data says, and leaves the data away', async () => {
    // Turned by a quarter to the right, red comes from the left to the top.
    const bytes = await sharp(await halves(80, 40))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const image = await opened(bytes);
    const made = await image.still({ width: 20, height: 40, method: 'scale' }, 'image/jpeg');
    expect(await look(made)).toMatchObject({ width: 20, height: 40, colours: ['red', 'red', 'blue'] });
    expect(await sharp(made).metadata()).not.toHaveProperty('exif');
  });

  test('`still()` shows what is there of an image that is cut off, and rejects if it cannot be decoded', async () => {
    const noise = sharp({ create: { width: 90, height: 90, channels: 3, background: RED, noise: NOISE } });
    for (const whole of [await noise.png().toBuffer(), await noise.jpeg().toBuffer()]) {
      const cutOff = await opened(whole.subarray(0, whole.length / 2));
      expect(await still(cutOff, { width: 9, height: 9, method: 'crop' })).toMatchObject({ width: 9, height: 9 });
    }
    const broken = await noise.webp({ lossless: true }).toBuffer();
    const image = await opened(broken.fill(0, 50));
    await expect(image.still({ width: 9, height: 9, method: 'crop' }, 'image/png')).rejects.toThrow('webp');
  });

  test('`still()` makes a picture of the first frame of an animation', async () => {
    const image = await opened(await animation(3));
    expect(await still(image, { width: 20, height: 10, method: 'scale' })).toMatchObject({ pages: undefined });
  });
});

describe('ImageFile.moving()', () => {
  const size = { width: 20, height: 10, method: 'scale' } as const;

  test('`moving()` keeps the frames and their times, as WebP', async () => {
    for (const type of ['gif', 'webp'] as const) {
      const image = await opened(await animation(4, type));
      expect(image.isAnimated).toBe(true);
      const made = await sharp(await image.moving(size)).metadata();
      expect(made).toMatchObject({ format: 'webp', width: 20, height: 10, pages: 4, loop: 3 });
      expect(made.delay).toEqual([50, 60, 70, 80]);
      const cut = await sharp(await image.moving({ width: 8, height: 8, method: 'crop' })).metadata();
      expect(cut).toMatchObject({ width: 8, height: 8, pages: 4 });
    }
  });

  test('`moving()` makes a still picture if the image is none, is too long, or is broken', async () => {
    const picture = await opened(await plain(40, 20).png().toBuffer());
    const tooLong = await opened(await animation(9), 801);
    const create = { width: 40, height: 80, channels: 3, background: RED, noise: NOISE, pageHeight: 20 } as const;
    const bytes = await sharp({ create }).webp({ lossless: true }).toBuffer();
    // The picture data of the last frame.
    const broken = await opened(bytes.fill(0, bytes.lastIndexOf('VP8') + 40));
    expect([picture, tooLong, broken].map(({ isAnimated }) => isAnimated)).toEqual([false, false, true]);
    for (const image of [picture, tooLong, broken]) {
      const made = await sharp(await image.moving(size)).metadata();
      expect([made.format, made.pages]).toEqual(['webp', undefined]);
      expect(image.isAnimated).toBe(false);
    }
  });
});
