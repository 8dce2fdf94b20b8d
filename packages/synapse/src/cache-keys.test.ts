import { expect, test } from 'vitest';
import { decodeCacheKeys, encodeCacheKeys } from './cache-keys.ts';

test.for<readonly unknown[]>([
  [],
  ['@a:x', 1.5, true, null],
  [undefined, null, 'undefined'],
  [2n ** 70n, 7n, 7, '7'],
  [Number.NaN, Infinity, -Infinity],
  ['\u0000 \ud800 "\\', '{"bigint":"1"}'],
])('`decodeCacheKeys()` gives back what `encodeCacheKeys()` encoded: %o', (keys) => {
  expect(decodeCacheKeys(encodeCacheKeys(keys))).toEqual(keys);
});

test('`encodeCacheKeys()` needs no characters that a database refuses', () => {
  expect(encodeCacheKeys(['\u0000\ud800', undefined, 7n])).toBe(String.raw`["\u0000\ud800",{},{"bigint":"7"}]`);
});

test('`encodeCacheKeys()` refuses what cannot be told apart by value', () => {
  expect(() => encodeCacheKeys([{}])).toThrow(
    new TypeError('A value of type object is not an argument of a cached call'),
  );
});

test('`decodeCacheKeys()` refuses what is not a list', () => {
  expect(() => decodeCacheKeys('{}')).toThrow(new TypeError('The keys of a cache must be a list'));
});
