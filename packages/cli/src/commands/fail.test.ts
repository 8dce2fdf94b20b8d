import { BoutonError } from '@bouton/sdk';
import { afterEach, expect, test, vi } from 'vitest';
import { fail } from './fail.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  ['of this copy of the SDK', new BoutonError('BOUTON_CANNOT_LISTEN', 'Port 8008 is in use')],
  [
    'of another version of the SDK',
    Object.assign(new Error('Port 8008 is in use'), { name: 'BoutonError', code: 'BOUTON_CANNOT_LISTEN' }),
  ],
])('fail() prints an error %s as it reads', (_whose, error) => {
  const print = vi.spyOn(console, 'error').mockReturnValue();

  expect(fail(error)).toBe(1);
  expect(print.mock.calls).toEqual([['BOUTON_CANNOT_LISTEN\n\nPort 8008 is in use']]);
});

test('fail() prints any other error with its stack', () => {
  const print = vi.spyOn(console, 'error').mockReturnValue();
  const error = new TypeError('broken');

  expect(fail(error)).toBe(1);
  expect(print.mock.calls).toEqual([[error]]);
});
