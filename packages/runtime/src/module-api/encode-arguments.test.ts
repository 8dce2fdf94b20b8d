import { expect, test } from 'vitest';
import { encodeArguments } from './encode-arguments.ts';

test('`encodeArguments()` repeats an argument with several values, and escapes', () => {
  expect(encodeArguments({ user: '@a:b', via: ['one', 'two & three'], none: [] })).toBe(
    'user=%40a%3Ab&via=one&via=two+%26+three',
  );
  expect(encodeArguments({})).toBe('');
});
