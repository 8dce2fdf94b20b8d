import { describe, expect, test } from 'vitest';
import { selectThumbnail } from './select-thumbnail.ts';
import type { Thumbnail, ThumbnailType } from './thumbnail.ts';

type Method = Thumbnail['method'];

const made = (method: Method, width: number, height: number, more: Partial<Thumbnail> = {}): Thumbnail => ({
  width,
  height,
  method,
  type: 'image/png',
  length: 100,
  ...more,
});

const select = (
  all: readonly Thumbnail[],
  method: Method,
  width: number,
  height: number,
  type: ThumbnailType = 'image/png',
) => selectThumbnail(all, { width, height, method, type });

describe('selectThumbnail()', () => {
  const usual = [
    made('crop', 32, 32),
    made('crop', 96, 96),
    made('scale', 320, 160),
    made('scale', 640, 320),
    made('scale', 800, 400),
  ];

  test('`selectThumbnail()` takes the next larger one that is scaled, else the largest', () => {
    const widths = [1, 320, 321, 640, 700, 5000].map((width) => select(usual, 'scale', width, width)?.width);
    expect(widths).toEqual([320, 320, 640, 640, 800, 800]);
  });

  test('`selectThumbnail()` takes the next larger one that is cut, else the largest', () => {
    const widths = [16, 32, 33, 96, 500].map((width) => select(usual, 'crop', width, width)?.width);
    expect(widths).toEqual([32, 32, 96, 96, 96]);
  });

  test('`selectThumbnail()` takes what is as wide or as high, even where it is small in the other direction', () => {
    const [narrow, square] = [made('scale', 10, 200), made('scale', 150, 150)];
    expect(select([square, narrow], 'scale', 190, 190)).toBe(narrow);
  });

  test('`selectThumbnail()` takes the proportions that are wanted where it is cut', () => {
    const [square, wide] = [made('crop', 100, 100), made('crop', 400, 200)];
    expect(select([square, wide], 'crop', 100, 50)).toBe(wide);
    expect(select([wide, square], 'crop', 90, 90)).toBe(square);
  });

  test('`selectThumbnail()` takes the wanted type of the same size, and the shorter of two others', () => {
    const still = made('scale', 320, 160, { type: 'image/png', length: 900 });
    const moving = made('scale', 320, 160, { type: 'image/webp', length: 500 });
    expect(select([moving, still], 'scale', 320, 240, 'image/png')).toBe(still);
    expect(select([still, moving], 'scale', 320, 240, 'image/webp')).toBe(moving);
    expect(select([still, moving], 'scale', 320, 240, 'image/jpeg')).toBe(moving);
  });

  test('`selectThumbnail()` finds nothing where nothing was made by that method; of equals it takes the first', () => {
    expect(select([made('crop', 32, 32)], 'scale', 32, 32)).toBeUndefined();
    const [one, other] = [made('crop', 32, 32), made('crop', 32, 32)];
    expect(select([one, other], 'crop', 32, 32)).toBe(one);
  });
});
