import { expect, test } from 'vitest';
import { askModules, never, throws, throwsSynapseError, UNAVAILABLE, type Answer } from '../test/ask-modules.ts';

const INTERNAL = { status: 500, errcode: 'M_UNKNOWN', error: 'Internal Server Error' };
const alice: Answer = () => 'alice';
const both = ['one', 'two'];
const garbage = (answer: string): string =>
  `warn: Module one answered ${answer} to get_username_for_registration; it is skipped, because a string is wanted`;
const failure = 'error: Module one failed in get_username_for_registration; the operation fails';

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[], log?: string]>([
  ['takes the first string', { one: alice, two: () => 'bob' }, 'alice', ['one']],
  ['takes an empty string', { one: () => '', two: alice }, '', ['one']],
  ['asks on after null', { one: () => null, two: alice }, 'alice', both],
  ['asks on after undefined', { one: () => undefined, two: alice }, 'alice', both],
  ['gives undefined if nobody answers', { one: () => null, two: () => null }, undefined, both],
  ['skips a number', { one: () => 7, two: alice }, 'alice', both, garbage('7')],
  ['skips false', { one: () => false, two: () => null }, undefined, both, garbage('false')],
  ['skips a tuple', { one: () => ['alice'], two: () => null }, undefined, both, garbage('an array of length 1')],
  ['fails with 500 if a module throws', { one: throws, two: alice }, { rejects: INTERNAL }, ['one'], failure],
  ['hides a SynapseError', { one: throwsSynapseError, two: alice }, { rejects: INTERNAL }, ['one'], failure],
  [
    'answers 503 if a module never answers',
    { one: never, two: alice },
    { rejects: UNAVAILABLE },
    ['one'],
    'error: Module one did not answer get_username_for_registration in time; the operation fails',
  ],
])('`combineFirstString()` %s', async (_condition, modules, outcome, asked, log) => {
  const operation = await askModules('password_auth_provider', 'get_username_for_registration', modules, {
    policy: {},
  });
  expect(operation).toEqual({ outcome, asked, log: log === undefined ? [] : [log] });
});
