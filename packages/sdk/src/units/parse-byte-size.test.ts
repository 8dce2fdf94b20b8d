import { describe, expect, test } from 'vitest';
import { parseByteSize } from './parse-byte-size.ts';

describe('parseByteSize()', () => {
  test.each([
    ['512K', 524_288],
    ['10M', 10_485_760],
    ['2G', 2_147_483_648],
    ['1T', 1_099_511_627_776],
    ['42', 42],
    [42, 42],
  ])('reads %j', (value, bytes) => {
    expect(parseByteSize(value)).toBe(bytes);
  });

  test.each([['10MB'], ['10m'], ['1P'], ['1.5M'], ['-1M'], ['M'], ['99999999T'], [-1], [0.5], [false], [null]])(
    'refuses %j',
    (value) => {
      expect(parseByteSize(value)).toBeUndefined();
    },
  );
});
