import { expect, test } from 'vitest';
import { table } from './table.ts';

test('table() lays rows out in columns, and cells of several lines below each other', () => {
  expect(
    table([
      ['#', 'module', 'callbacks'],
      ['1', 'demo', 'user_may_create_room\nuser_may_invite'],
      ['2', 'a-long-name', 'on_new_event'],
    ]),
  ).toBe(
    [
      '#  module       callbacks',
      '1  demo         user_may_create_room',
      '                user_may_invite',
      '2  a-long-name  on_new_event',
    ].join('\n'),
  );
});

test('table() is empty without rows', () => {
  expect(table([])).toBe('');
});
