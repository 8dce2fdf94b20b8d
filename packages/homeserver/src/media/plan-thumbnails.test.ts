import { describe, expect, test } from 'vitest';
import { planThumbnails, scaledSize } from './plan-thumbnails.ts';
import type { ThumbnailSize } from './thumbnail.ts';

const crop = (width: number, height: number): ThumbnailSize => ({ width, height, method: 'crop' });
const scale = (width: number, height: number): ThumbnailSize => ({ width, height, method: 'scale' });

describe('planThumbnails()', () => {
  const SIZES = [crop(32, 32), crop(96, 96), scale(320, 240), scale(640, 480), scale(800, 600)];

  test('`planThumbnails()` cuts to the sizes, and scales into them', () => {
    expect(planThumbnails({ width: 2000, height: 1000 }, SIZES)).toEqual([
      crop(32, 32),
      crop(96, 96),
      scale(320, 160),
      scale(640, 320),
      scale(800, 400),
    ]);
  });

  test('`planThumbnails()` enlarges a small image to be cut, and makes one of what is scaled to the same size', () => {
    expect(planThumbnails({ width: 64, height: 48 }, SIZES)).toEqual([crop(32, 32), crop(96, 96), scale(64, 48)]);
  });

  test('`planThumbnails()` makes the scaled one, in its place, if one that is cut has the same size', () => {
    expect(planThumbnails({ width: 32, height: 32 }, SIZES)).toEqual([scale(32, 32), crop(96, 96)]);
    expect(planThumbnails({ width: 50, height: 50 }, [scale(9, 9), crop(9, 9)])).toEqual([scale(9, 9)]);
  });
});

describe('scaledSize()', () => {
  test('`scaledSize()` keeps the proportions, rounded down', () => {
    expect(scaledSize({ width: 1000, height: 333 }, { width: 320, height: 240 })).toEqual({ width: 320, height: 106 });
    expect(scaledSize({ width: 333, height: 1000 }, { width: 320, height: 240 })).toEqual({ width: 79, height: 240 });
  });

  test('`scaledSize()` leaves a pixel of what is very long, and enlarges nothing', () => {
    expect(scaledSize({ width: 5000, height: 1 }, { width: 32, height: 32 })).toEqual({ width: 32, height: 1 });
    expect(scaledSize({ width: 1, height: 5000 }, { width: 32, height: 32 })).toEqual({ width: 1, height: 32 });
    expect(scaledSize({ width: 4, height: 3 }, { width: 32, height: 32 })).toEqual({ width: 4, height: 3 });
  });
});
