import { expect, test } from 'vitest';
import { formatTimestamp } from './format-timestamp.ts';

test.each([
  ['%d-%m-%Y', '05-01-2026'],
  ['%y/%B/%b', '26/January/Jan'],
  ['%A %a', 'Monday Mon'],
  ['%H:%M:%S %I%p', '15:04:09 03PM'],
  ['100%% %Q %', '100% %Q %'],
])('`formatTimestamp()` writes %s', (format, expected) => {
  expect(formatTimestamp(new Date(2026, 0, 5, 15, 4, 9).getTime(), format)).toBe(expected);
});
