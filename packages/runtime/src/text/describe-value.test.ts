import { expect, test } from 'vitest';
import { describeValue } from './describe-value.ts';

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [true, 'true'],
  [0, '0'],
  [7n, '7n'],
  [Symbol('seven'), 'Symbol(seven)'],
  ['say "hi"', '"say \\"hi\\""'],
  ['x'.repeat(81), `"${'x'.repeat(80)}…"`],
  [[1, 2], 'an array of length 2'],
  [{ secret: 1 }, 'an object (Object)'],
  [{ constructor: null }, 'an object (Object)'],
  [new Map(), 'an object (Map)'],
  [Object.create(null), 'an object (without a prototype)'],
  [() => 1, 'a function'],
])('`describeValue()` names %o', (value, name) => {
  expect(describeValue(value)).toBe(name);
});
