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

const expected = (got: string) => ({
  rejects: `TypeError: Expected [tokenValid, tokenStale, expirationTs], got ${got}`,
});

test.each<[condition: string, one: Answer, outcome: unknown]>([
  ['takes its answer', () => [true, false, 5], [true, false, 5]],
  ['fails with what it throws', throws, { rejects: 'Error: broken' }],
  ['fails with its SynapseError as it is', throwsSynapseError, { rejects: SLOW_DOWN }],
  ['fails with true', () => true, expected('true')],
  ['fails with undefined', () => undefined, expected('undefined')],
  ['fails with a short tuple', () => [true, false], expected('an array of length 2')],
  ['fails with a tuple of other types', () => [true, false, 'soon'], expected('an array of length 3')],
  ['answers 503 if it never answers', never, { rejects: UNAVAILABLE }],
])('`combineOnlyRegistered()` asks the module, and %s', async (_condition, one, outcome) => {
  const operation = await askModules('account_validity', 'on_legacy_renew', { one }, { policy: {} });
  expect([operation.outcome, operation.asked]).toEqual([outcome, ['one']]);
});

test('`combineOnlyRegistered()` resolves to undefined in on_legacy_send_mail', async () => {
  const operation = await askModules('account_validity', 'on_legacy_send_mail', { one: async () => undefined });
  expect(operation).toEqual({ outcome: undefined, asked: ['one'], log: [] });
});

test('`combineOnlyRegistered()` fails in on_legacy_admin_request if the answer is not a time', async () => {
  const { outcome } = await askModules('account_validity', 'on_legacy_admin_request', { one: () => 'soon' });
  expect(outcome).toEqual({ rejects: 'TypeError: Expected a time in milliseconds since the epoch, got "soon"' });
});

test('`combineOnlyRegistered()` fails if there is no module', async () => {
  const { outcome } = await askModules('account_validity', 'on_legacy_renew', {});
  expect(outcome).toEqual({ rejects: 'Error: No module registered on_legacy_renew; ask has() first' });
});

test('`combineOnlyRegistered()` is never reached with two modules', async () => {
  await expect(
    askModules('account_validity', 'on_legacy_renew', { one: () => [true, false, 5], two: () => [true, false, 6] }),
  ).rejects.toThrow('Modules one and two both register on_legacy_renew, which only one module may have');
});
