import { expect, test } from 'vitest';
import { formatTimestamp } from './format-timestamp.ts';

test.each([
  ['%d-%m-%Y', '05-01-2026'],
  ['%y/%B/%b', '26/January/Jan'],
  ['%A %a', 'Monday Mon'],
  ['%H:%M:%S %I%p', '15:04:09 03PM'],
  ['%F %T %D %R %e %j %u %w', '2026-01-05 15:04:09 01/05/26 15:04  5 005 1 1'],
  ['100%% %Q %', '100% %Q %'],
])('`formatTimestamp()` writes %s', (format, expected) => {
  expect(formatTimestamp(new Date(2026, 0, 5, 15, 4, 9).getTime(), format)).toBe(expected);
});

test.each(['%U', '%Z', '%c', '%-d'])('`formatTimestamp()` refuses %s', (format) => {
  expect(() => formatTimestamp(0, format)).toThrow('The directive %');
});
