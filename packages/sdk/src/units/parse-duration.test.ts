import { describe, expect, test } from 'vitest';
import { parseDuration } from './parse-duration.ts';

describe('parseDuration()', () => {
  test.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
    ['4w', 2_419_200_000],
    ['1y', 31_536_000_000],
    ['250', 250],
    ['0s', 0],
    [1500, 1500],
    [0, 0],
  ])('reads %j', (value, milliseconds) => {
    expect(parseDuration(value)).toBe(milliseconds);
  });

  test.each([
    ['five minutes'],
    ['5x'],
    ['5S'],
    ['5 m'],
    ['5ms'],
    ['1.5h'],
    ['-5s'],
    [''],
    ['s'],
    ['9007199254740992'],
    ['999999999y'],
    [1.5],
    [-1],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [true],
    [null],
    [undefined],
    [['5s']],
  ])('refuses %j', (value) => {
    expect(parseDuration(value)).toBeUndefined();
  });
});
