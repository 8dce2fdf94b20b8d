import { expect, test } from 'vitest';
import { askModules, never, SLOW_DOWN, throws, throwsSynapseError, type Answer } from '../test/ask-modules.ts';

const fields =
  (added: object): Answer =>
  () =>
    added;
const both = ['one', 'two'];
const expected = (got: string) => ({ rejects: `TypeError: Expected an object, got ${got}` });

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[]]>([
  ['gives no fields without modules', {}, {}, []],
  ['merges fields', { one: fields({ a: 1 }), two: fields({ b: 2 }) }, { a: 1, b: 2 }, both],
  ['lets the last module win a key', { one: fields({ a: 1, b: 1 }), two: fields({ a: 2 }) }, { a: 2, b: 1 }, both],
  [
    'lets the last win in the other order',
    { two: fields({ a: 2 }), one: fields({ a: 1, b: 1 }) },
    { a: 1, b: 1 },
    ['two', 'one'],
  ],
  ['fails with null', { one: () => null, two: fields({}) }, expected('null'), ['one']],
  ['fails with undefined', { one: () => undefined, two: fields({}) }, expected('undefined'), ['one']],
  ['fails with an array', { one: () => [], two: fields({}) }, expected('an array of length 0'), ['one']],
  ['fails with true', { one: () => true, two: fields({}) }, expected('true'), ['one']],
  ['fails with what a module throws', { one: throws, two: fields({}) }, { rejects: 'Error: broken' }, ['one']],
  ['fails with a SynapseError as it is', { one: throwsSynapseError, two: fields({}) }, { rejects: SLOW_DOWN }, ['one']],
  ['drops a module that never answers', { one: never, two: fields({ b: 2 }) }, { b: 2 }, both],
])('`combineMergeFields()` %s', async (_condition, modules, outcome, asked) => {
  const category = 'add_extra_fields_to_unsigned_client_event';
  const operation = await askModules(category, 'add_field_to_unsigned_callback', modules, { policy: {} });
  expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
});

test('`combineMergeFields()` changes no object of a module', async () => {
  const own = { a: 1 };
  const category = 'add_extra_fields_to_unsigned_client_event';
  await askModules(category, 'add_field_to_unsigned_callback', { one: () => own, two: fields({ b: 2 }) });
  expect(own).toEqual({ a: 1 });
});
