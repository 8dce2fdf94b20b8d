import { expect, test } from 'vitest';
import { formatPath } from './config-path.ts';

test('formatPath() writes keys with dots and indexes in brackets', () => {
  expect(formatPath(['modules', 0, 'config', 'deny', 12])).toBe('modules[0].config.deny[12]');
  expect(formatPath([3, 'on_failure'])).toBe('[3].on_failure');
  expect(formatPath([])).toBe('');
});

test('formatPath() quotes keys that are not names', () => {
  expect(formatPath(['users', '@bot:example.com', 'a "b"'])).toBe('users["@bot:example.com"]["a \\"b\\""]');
});
