import { expect, test } from 'vitest';
import { cacheKey } from './cache-key.ts';

test('`cacheKey()` tells all these arguments apart', () => {
  const calls: unknown[][] = [
    [],
    [''],
    ['', ''],
    ['a'],
    ['a', 'b'],
    ['ab'],
    ['a', 'b', 'c'],
    ['a', 'bc'],
    ['ab', 'c'],
    ['1:a'],
    ['s1:a'],
    ['as1:b'],
    [1],
    ['1'],
    [1n],
    [1, 2],
    [12],
    [null],
    ['null'],
    [null, 'a'],
    [undefined, 'a'],
    ['undefined', 'a'],
    [true],
    [false],
    ['true'],
    [Number.NaN],
    [Infinity],
    [-1],
    [0.5],
  ];
  const keys = calls.map((args) => cacheKey('demo.f', args));
  expect(new Set(keys).size).toBe(calls.length);
});

test.each([
  [['a', undefined], ['a']],
  [[undefined, undefined], []],
  [[0], [-0]],
  [[Number.NaN], [Number.NaN]],
])('`cacheKey()` takes %o and %o for the same', (one, other) => {
  expect(cacheKey('demo.f', one)).toBe(cacheKey('demo.f', other));
});

test.each([
  [{}, 'an object (Object)'],
  [[1], 'an array of length 1'],
  [() => 1, 'a function'],
  [Symbol('x'), 'Symbol(x)'],
])('`cacheKey()` refuses %o', (argument, name) => {
  expect(() => cacheKey('demo.department', ['a', argument])).toThrow(
    new TypeError(
      `Cached function demo.department got ${name} as argument 2; strings, numbers, bigints, booleans, null and undefined can be told apart by value`,
    ),
  );
});
