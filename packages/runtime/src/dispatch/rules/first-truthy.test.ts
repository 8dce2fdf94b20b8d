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

const limit =
  (perSecond: number): Answer =>
  () => ({ perSecond, burstCount: 1 });

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[]]>([
  ['takes the first answer', { one: limit(1), two: limit(2) }, { perSecond: 1, burstCount: 1 }, ['one']],
  [
    'takes the first in the other order too',
    { two: limit(2), one: limit(1) },
    { perSecond: 2, burstCount: 1 },
    ['two'],
  ],
  ['leaves a rate of 0 to the host', { one: limit(0) }, { perSecond: 0, burstCount: 1 }, ['one']],
  ['asks on after null', { one: () => null, two: limit(2) }, { perSecond: 2, burstCount: 1 }, ['one', 'two']],
  ['asks on after undefined', { one: () => undefined, two: limit(2) }, { perSecond: 2, burstCount: 1 }, ['one', 'two']],
  ['asks on after false', { one: () => false, two: limit(2) }, { perSecond: 2, burstCount: 1 }, ['one', 'two']],
  [
    'asks on after an empty object',
    { one: () => ({}), two: limit(2) },
    { perSecond: 2, burstCount: 1 },
    ['one', 'two'],
  ],
  ['gives undefined if nobody answers', { one: () => null, two: () => undefined }, undefined, ['one', 'two']],
  ['fails with what a module throws', { one: throws, two: limit(2) }, { rejects: 'Error: broken' }, ['one']],
  ['fails with a SynapseError as it is', { one: throwsSynapseError, two: limit(2) }, { rejects: SLOW_DOWN }, ['one']],
  ['answers 503 if a module never answers', { one: never, two: limit(2) }, { rejects: UNAVAILABLE }, ['one']],
])('`combineFirstTruthy()` %s', async (_condition, modules, outcome, asked) => {
  const operation = await askModules('ratelimit', 'get_ratelimit_override_for_user', modules, { policy: {} });
  expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
});

test.each<[callback: string, modules: Record<string, Answer>, outcome: unknown]>([
  ['should_drop_federated_event', {}, false],
  ['should_drop_federated_event', { one: () => null, two: () => '' }, false],
  ['should_drop_federated_event', { one: () => false, two: () => 'spam' }, true],
  ['should_drop_federated_event', { one: never, two: () => false }, false],
  ['check_username_for_spam', {}, false],
  ['check_username_for_spam', { one: () => undefined }, false],
  ['check_username_for_spam', { one: () => 1 }, true],
])('`combineFirstTruthy()` gives a boolean in %s: %o', async (callback, modules, outcome) => {
  expect((await askModules('spam_checker', callback, modules, { policy: {} })).outcome).toBe(outcome);
});

test.each([
  ['should_drop_federated_event', true],
  [
    'get_ratelimit_override_for_user',
    { rejects: { status: 429, errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests' } },
  ],
] as const)('`combineFirstTruthy()`: silence in %s if the administrator denies', async (callback, outcome) => {
  const category = callback === 'should_drop_federated_event' ? 'spam_checker' : 'ratelimit';
  const operation = await askModules(category, callback, { one: never }, { policy: { onFailure: 'deny' } });
  expect(operation.outcome).toEqual(outcome);
});
