import { expect, test } from 'vitest';
import {
  askModules,
  never,
  SLOW_DOWN,
  throws,
  throwsSynapseError,
  UNAVAILABLE,
  type Answer,
} from '../test/ask-modules.ts';

const allows: Answer = () => true;
const denies: Answer = () => false;

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[]]>([
  ['allows if all allow', { one: allows, two: allows }, true, ['one', 'two']],
  ['allows if there is no module', {}, true, []],
  ['asks nobody after false', { one: denies, two: allows }, false, ['one']],
  ['asks on after true', { one: allows, two: denies }, false, ['one', 'two']],
  ['denies with null', { one: () => null, two: allows }, false, ['one']],
  ['denies with undefined', { one: () => undefined, two: allows }, false, ['one']],
  ['allows with anything truthy', { one: () => 'yes', two: () => ({}) }, true, ['one', 'two']],
  ['fails with what a module throws', { one: throws, two: allows }, { rejects: 'Error: broken' }, ['one']],
  ['fails with a SynapseError as it is', { one: throwsSynapseError, two: allows }, { rejects: SLOW_DOWN }, ['one']],
  ['answers 503 if a module never answers', { one: never, two: allows }, { rejects: UNAVAILABLE }, ['one']],
])('`combineFirstFalsy()` %s', async (_condition, modules, outcome, asked) => {
  const callback = 'is_user_allowed_to_upload_media_of_size';
  const operation = await askModules('media_repository', callback, modules, { policy: {} });
  expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
});

test.each([
  ['allow', true, ['one', 'two']],
  ['deny', false, ['one']],
] as const)(
  '`combineFirstFalsy()`: a module that never answers, with on_failure %s',
  async (onFailure, outcome, asked) => {
    const callback = 'is_user_allowed_to_upload_media_of_size';
    const modules = { one: never, two: allows };
    const operation = await askModules('media_repository', callback, modules, { policy: { onFailure } });
    expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
  },
);
