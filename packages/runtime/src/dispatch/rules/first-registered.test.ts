import { expect, test } from 'vitest';
import { askModules, never, SLOW_DOWN, throws, throwsSynapseError, type Answer } from '../test/ask-modules.ts';

const later =
  'warn: Modules one and two both register background_update_controller callbacks; only those of one are asked';
const expected = (got: string) => ({ rejects: `TypeError: Expected a number of items, at least 1, got ${got}` });

test.each<[condition: string, one: Answer, outcome: unknown]>([
  ['takes its answer', () => 100, 100],
  ['fails with what it throws', throws, { rejects: 'Error: broken' }],
  ['fails with its SynapseError as it is', throwsSynapseError, { rejects: SLOW_DOWN }],
  ['fails with 0', () => 0, expected('0')],
  ['fails with true', () => true, expected('true')],
  ['fails with undefined', () => undefined, expected('undefined')],
  ['gives undefined if it never answers', never, undefined],
])('`combineFirstRegistered()` asks the first module alone, and %s', async (_condition, one, outcome) => {
  const modules = { one, two: () => 7 };
  const operation = await askModules('background_update_controller', 'default_batch_size', modules, { policy: {} });
  expect([operation.outcome, operation.asked]).toEqual([outcome, ['one']]);
  expect(operation.log).toContain(later);
});

test('`combineFirstRegistered()` gives undefined if there is no module', async () => {
  const operation = await askModules('background_update_controller', 'min_batch_size', {});
  expect(operation).toEqual({ outcome: undefined, asked: [], log: [] });
});

test('`combineFirstRegistered()` hands on the generator of on_update as it is', async () => {
  const steps: string[] = [];
  async function* onUpdate(updateName: unknown): AsyncGenerator<number, void, void> {
    steps.push(`begin ${String(updateName)}`);
    yield 50;
    steps.push('end');
  }
  const args = ['update', 'master', false];
  const { outcome } = await askModules('background_update_controller', 'on_update', { one: onUpdate }, { args });
  const durations: number[] = [];
  for await (const duration of outcome as AsyncIterable<number>) durations.push(duration);
  expect([durations, steps]).toEqual([[50], ['begin update', 'end']]);
});
