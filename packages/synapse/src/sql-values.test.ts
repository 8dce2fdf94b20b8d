import { expect, test } from 'vitest';
import { decodeRow, encodeParameters } from './sql-values.ts';

const MAX = Number.MAX_SAFE_INTEGER;

test('`encodeParameters()` leaves to JSON what it says exactly', () => {
  const plain = ['text', '', 0, -1, 1.5, MAX, -MAX, true, false, null];
  expect(encodeParameters(plain)).toEqual(plain);
});

test('`encodeParameters()` writes out large integers, odd numbers and bytes', () => {
  const bytes = new Uint8Array([9, 0, 255, 9]).subarray(1, 3);
  expect(encodeParameters([1n, 2n ** 63n - 1n, MAX + 1, 1e21, -0, NaN, -Infinity, bytes])).toEqual([
    { integer: '1' },
    { integer: '9223372036854775807' },
    { number: '9007199254740992' },
    { number: '1e+21' },
    { number: '-0' },
    { number: 'NaN' },
    { number: '-Infinity' },
    { bytes: 'AP8=' },
  ]);
});

test.each([
  ['object', new Date(0)],
  ['undefined', undefined],
])('`encodeParameters()` refuses what is of type %s', (type, value) => {
  expect(() => encodeParameters([value as unknown as string])).toThrow(
    new TypeError(
      `A parameter of a statement is of type ${type}; a string, number, bigint, boolean, Uint8Array or null is wanted`,
    ),
  );
});

test('`decodeRow()` reads each kind of value', () => {
  const row = ['a', 1, 0.5, true, null, { integer: '-9223372036854775808' }, { number: 'NaN' }, { bytes: 'AP8=' }];
  expect(decodeRow(row)).toEqual(['a', 1, 0.5, true, null, -(2n ** 63n), NaN, new Uint8Array([0, 255])]);
});
