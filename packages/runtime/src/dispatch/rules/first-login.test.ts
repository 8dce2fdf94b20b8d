import { expect, test } from 'vitest';
import { askModules, never, throws, throwsSynapseError, UNAVAILABLE, type Answer } from '../test/ask-modules.ts';

const afterLogin = (): void => undefined;
const alice: Answer = () => ['@alice:here', null];
const bob: Answer = () => ['@bob:here', afterLogin];
const unknown: Answer = () => null;
const both = ['one', 'two'];
const garbage = (answer: string): string =>
  `warn: Module one answered ${answer} to check_3pid_auth; it is skipped, because [userId, afterLogin] is wanted`;
const failure = 'error: Module one failed in check_3pid_auth; it counts as not asked';

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[], log?: string]>([
  ['takes the first login', { one: alice, two: bob }, { userId: '@alice:here' }, ['one']],
  ['keeps the callback', { two: bob, one: alice }, { userId: '@bob:here', afterLogin }, ['two']],
  ['needs no callback', { one: () => ['@alice:here'] }, { userId: '@alice:here' }, ['one']],
  ['asks on after null', { one: unknown, two: bob }, { userId: '@bob:here', afterLogin }, both],
  ['asks on after undefined', { one: () => undefined, two: alice }, { userId: '@alice:here' }, both],
  ['gives undefined if nobody knows the user', { one: unknown, two: unknown }, undefined, both],
  ['skips a bare user ID', { one: () => '@mallory:here', two: unknown }, undefined, both, garbage('"@mallory:here"')],
  ['skips true', { one: () => true, two: alice }, { userId: '@alice:here' }, both, garbage('true')],
  [
    'skips an array of three',
    { one: () => ['@m:here', null, 1], two: unknown },
    undefined,
    both,
    garbage('an array of length 3'),
  ],
  [
    'skips a user ID that is not a string',
    { one: () => [7], two: unknown },
    undefined,
    both,
    garbage('an array of length 1'),
  ],
  [
    'skips a callback that is not a function',
    { one: () => ['@mallory:here', 'welcome'], two: unknown },
    undefined,
    both,
    garbage('an array of length 2'),
  ],
  ['asks on after an exception', { one: throws, two: alice }, { userId: '@alice:here' }, both, failure],
  ['asks on after a SynapseError', { one: throwsSynapseError, two: unknown }, undefined, both, failure],
  [
    'answers 503 if a module never answers',
    { one: never, two: alice },
    { rejects: UNAVAILABLE },
    ['one'],
    'error: Module one did not answer check_3pid_auth in time; the operation fails',
  ],
])('`combineFirstLogin()` %s', async (_condition, modules, outcome, asked, log) => {
  const operation = await askModules('password_auth_provider', 'check_3pid_auth', modules, { policy: {} });
  expect(operation).toEqual({ outcome, asked, log: log === undefined ? [] : [log] });
});

test('`combineFirstLogin()` refuses the login for a silent module if the administrator denies', async () => {
  const operation = await askModules(
    'password_auth_provider',
    'check_3pid_auth',
    { one: never, two: alice },
    { policy: { onFailure: 'deny' } },
  );
  expect(operation.outcome).toEqual({
    rejects: { status: 403, errcode: 'M_FORBIDDEN', error: 'Invalid username or password' },
  });
});
