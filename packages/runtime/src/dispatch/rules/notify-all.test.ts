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

const hears: Answer = () => undefined;
const both = ['one', 'two'];
const failure = 'error: Module one failed in on_profile_update; it counts as not asked';
const late = 'error: Module one did not answer on_profile_update in time; it counts as not asked';

test.each<[condition: string, modules: Record<string, Answer>, log?: string]>([
  ['tells everybody', { one: hears, two: hears }],
  ['takes no answer for a decision', { one: () => false, two: () => 'M_FORBIDDEN' }],
  ['tells the others after an exception', { one: throws, two: hears }, failure],
  ['tells the others after a rejection', { one: async () => throws(), two: hears }, failure],
  ['tells the others after a SynapseError', { one: throwsSynapseError, two: hears }, failure],
  ['drops a module that never answers', { one: never, two: hears }, late],
])('`combineNotifyAll()` %s', async (_condition, modules, log) => {
  const operation = await askModules('third_party_rules', 'on_profile_update', modules, { policy: {} });
  expect(operation).toEqual({ outcome: undefined, asked: both, log: log === undefined ? [] : [log] });
});

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[]]>([
  ['tells everybody', { one: hears, two: () => false }, undefined, both],
  ['fails with what a module throws', { one: throws, two: hears }, { rejects: 'Error: broken' }, ['one']],
  ['fails after the first module was told', { one: hears, two: throws }, { rejects: 'Error: broken' }, both],
  ['fails with a SynapseError as it is', { one: throwsSynapseError, two: hears }, { rejects: SLOW_DOWN }, ['one']],
  ['drops a module that never answers', { one: never, two: hears }, undefined, both],
])('`combineNotifyAll()` with exceptions that propagate: %s', async (_condition, modules, outcome, asked) => {
  const operation = await askModules('account_validity', 'on_user_registration', modules, { policy: {} });
  expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
});

const FORBIDDEN = { status: 403, errcode: 'M_UNKNOWN', error: 'Room creation forbidden with these parameters' };

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[]]>([
  ['asks everybody', { one: hears, two: () => false }, undefined, both],
  ['is refused by an exception', { one: throws, two: hears }, { rejects: FORBIDDEN }, ['one']],
  ['is refused by a SynapseError as it is', { one: throwsSynapseError, two: hears }, { rejects: SLOW_DOWN }, ['one']],
  ['is refused by the second module', { one: hears, two: throws }, { rejects: FORBIDDEN }, both],
  ['answers 503 if a module never answers', { one: never, two: hears }, { rejects: UNAVAILABLE }, ['one']],
])('`combineNotifyAll()` in on_create_room %s', async (_condition, modules, outcome, asked) => {
  const operation = await askModules('third_party_rules', 'on_create_room', modules, { policy: {} });
  expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
});

test('`combineNotifyAll()` in on_create_room is refused by silence if the administrator denies', async () => {
  const modules = { one: never, two: hears };
  const operation = await askModules('third_party_rules', 'on_create_room', modules, { policy: { onFailure: 'deny' } });
  expect([operation.outcome, operation.asked]).toEqual([{ rejects: FORBIDDEN }, ['one']]);
});
