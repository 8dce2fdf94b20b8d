import { expect, test } from 'vitest';
import { askModules, never, throws, throwsSynapseError, UNAVAILABLE, type Answer } from '../test/ask-modules.ts';

const allows: Answer = () => true;
const denies: Answer = () => false;
const DENIED = { status: 403, errcode: 'M_FORBIDDEN', error: 'Deactivation of this user is forbidden' };
const denied = { denial: DENIED };

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[], log?: string]>([
  ['allows if all allow', { one: allows, two: allows }, undefined, ['one', 'two']],
  ['allows if there is no module', {}, undefined, []],
  ['asks nobody after false', { one: denies, two: allows }, denied, ['one']],
  ['asks on after true', { one: allows, two: denies }, denied, ['one', 'two']],
  [
    'allows with undefined, and reports it',
    { one: () => undefined, two: allows },
    undefined,
    ['one', 'two'],
    'warn: Module one answered undefined to check_can_deactivate_user; it counts as an allowance, because true or false is wanted',
  ],
  [
    'allows with another falsy value, and reports it',
    { one: () => 0, two: denies },
    denied,
    ['one', 'two'],
    'warn: Module one answered 0 to check_can_deactivate_user; it counts as an allowance, because true or false is wanted',
  ],
  [
    'asks on after an exception',
    { one: throws, two: denies },
    denied,
    ['one', 'two'],
    'error: Module one failed in check_can_deactivate_user; it counts as not asked',
  ],
  [
    'allows if the only module throws',
    { one: throws },
    undefined,
    ['one'],
    'error: Module one failed in check_can_deactivate_user; it counts as not asked',
  ],
  [
    'asks on after a SynapseError',
    { one: throwsSynapseError, two: allows },
    undefined,
    ['one', 'two'],
    'error: Module one failed in check_can_deactivate_user; it counts as not asked',
  ],
  [
    'answers 503 if a module never answers',
    { one: never, two: allows },
    { rejects: UNAVAILABLE },
    ['one'],
    'error: Module one did not answer check_can_deactivate_user in time; the operation fails',
  ],
])('`combineVeto()` %s', async (_condition, modules, outcome, asked, log) => {
  const operation = await askModules('third_party_rules', 'check_can_deactivate_user', modules, { policy: {} });
  expect(operation).toEqual({ outcome, asked, log: log === undefined ? [] : [log] });
});

test.each([
  ['allow', undefined, ['one', 'two']],
  ['deny', denied, ['one']],
] as const)('`combineVeto()`: a module that never answers, with on_failure %s', async (onFailure, outcome, asked) => {
  const modules = { one: never, two: allows };
  const policy = { onFailure };
  const operation = await askModules('third_party_rules', 'check_can_deactivate_user', modules, { policy });
  expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
});

const INTERNAL = { status: 500, errcode: 'M_UNKNOWN', error: 'Internal Server Error' };

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[]]>([
  ['ignores an answer that is not a boolean', { one: () => 'no', two: allows }, undefined, ['one', 'two']],
  ['fails with 500 if a module throws', { one: throws, two: allows }, { rejects: INTERNAL }, ['one']],
  ['hides a SynapseError', { one: throwsSynapseError, two: allows }, { rejects: INTERNAL }, ['one']],
])('`combineVeto()` in is_3pid_allowed %s', async (_condition, modules, outcome, asked) => {
  const operation = await askModules('password_auth_provider', 'is_3pid_allowed', modules);
  expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
});
