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

const expired: Answer = () => true;
const valid: Answer = () => false;
const EXPIRED = { status: 403, errcode: 'ORG_MATRIX_EXPIRED_ACCOUNT', error: 'User account has expired' };

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[]]>([
  ['takes true', { one: expired, two: valid }, true, ['one']],
  ['takes false, which is an answer', { one: valid, two: expired }, false, ['one']],
  ['asks on after null', { one: () => null, two: expired }, true, ['one', 'two']],
  ['asks on after undefined', { one: () => undefined, two: valid }, false, ['one', 'two']],
  ['gives undefined if nobody can tell', { one: () => null, two: () => undefined }, undefined, ['one', 'two']],
  ['takes garbage by its truth', { one: () => 'long ago', two: valid }, true, ['one']],
  ['fails with what a module throws', { one: throws, two: expired }, { rejects: 'Error: broken' }, ['one']],
  ['fails with a SynapseError as it is', { one: throwsSynapseError, two: valid }, { rejects: SLOW_DOWN }, ['one']],
  ['answers 503 if a module never answers', { one: never, two: valid }, { rejects: UNAVAILABLE }, ['one']],
])('`combineFirstAnswer()` %s', async (_condition, modules, outcome, asked) => {
  const operation = await askModules('account_validity', 'is_user_expired', modules, { policy: {} });
  expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
});

test.each([
  ['allow', false, ['one', 'two']],
  ['deny', { rejects: EXPIRED }, ['one']],
] as const)(
  '`combineFirstAnswer()`: a module that never answers, with on_failure %s',
  async (onFailure, outcome, asked) => {
    const modules = { one: never, two: valid };
    const operation = await askModules('account_validity', 'is_user_expired', modules, { policy: { onFailure } });
    expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
  },
);

const hour = { maxBytes: 10, timePeriodMs: 3_600_000 };
const day = { maxBytes: 100, timePeriodMs: 86_400_000 };

test('`combineFirstAnswer()` sorts upload limits by their period, longest first, in a copy', async () => {
  const limits = [hour, day];
  const one = (): unknown => limits;
  const { outcome } = await askModules('media_repository', 'get_media_upload_limits_for_user', { one });
  expect(outcome).toEqual([day, hour]);
  expect(Object.isFrozen(outcome)).toBe(true);
  expect(limits).toEqual([hour, day]);
});

test('`combineFirstAnswer()` takes an empty list of upload limits: no limits', async () => {
  const modules = { one: () => null, two: () => [], three: () => [day] };
  const { outcome } = await askModules('media_repository', 'get_media_upload_limits_for_user', modules);
  expect(outcome).toEqual([]);
});

test('`combineFirstAnswer()` fails if upload limits are not a list', async () => {
  const { outcome, log } = await askModules('media_repository', 'get_media_upload_limits_for_user', { one: () => day });
  expect(outcome).toEqual({ rejects: 'TypeError: Expected an array of upload limits, got an object (Object)' });
  expect(log).toEqual(['error: Module one failed in get_media_upload_limits_for_user; the operation fails']);
});
