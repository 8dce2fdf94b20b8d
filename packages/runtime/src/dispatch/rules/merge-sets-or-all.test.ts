import { expect, test } from 'vitest';
import { askModules, never, throws, throwsSynapseError, type Answer } from '../test/ask-modules.ts';

const users =
  (...userIds: string[]): Answer =>
  () =>
    new Set(userIds);
const all: Answer = () => 'ALL';
const both = ['one', 'two'];
const failure = 'error: Module one failed in get_interested_users; it counts as not asked';
const garbage = (answer: string): string =>
  `warn: Module one answered ${answer} to get_interested_users; it is skipped, because a Set of user IDs or PRESENCE_ALL_USERS is wanted`;

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[], log?: string]>([
  ['gives nobody without modules', {}, new Set(), []],
  ['unites sets', { one: users('@a:x', '@b:x'), two: users('@b:x', '@c:x') }, new Set(['@a:x', '@b:x', '@c:x']), both],
  ['asks nobody after ALL', { one: all, two: users('@b:x') }, 'ALL', ['one']],
  ['forgets what was gathered at ALL', { one: users('@a:x'), two: all }, 'ALL', both],
  [
    'skips an array',
    { one: () => ['@a:x'], two: users('@b:x') },
    new Set(['@b:x']),
    both,
    garbage('an array of length 1'),
  ],
  ['skips undefined', { one: () => undefined, two: users('@b:x') }, new Set(['@b:x']), both, garbage('undefined')],
  ['skips another string', { one: () => 'all', two: users('@b:x') }, new Set(['@b:x']), both, garbage('"all"')],
  ['skips true', { one: () => true, two: all }, 'ALL', both, garbage('true')],
  ['skips a module that throws', { one: throws, two: users('@b:x') }, new Set(['@b:x']), both, failure],
  ['skips a module with a SynapseError', { one: throwsSynapseError, two: all }, 'ALL', both, failure],
  [
    'drops a module that never answers',
    { one: never, two: users('@b:x') },
    new Set(['@b:x']),
    both,
    'error: Module one did not answer get_interested_users in time; it counts as not asked',
  ],
])('`combineMergeSetsOrAll()` %s', async (_condition, modules, outcome, asked, log) => {
  const operation = await askModules('presence_router', 'get_interested_users', modules, { policy: {} });
  expect(operation).toEqual({ outcome, asked, log: log === undefined ? [] : [log] });
});

test('`combineMergeSetsOrAll()` changes no set of a module', async () => {
  const own = new Set(['@a:x']);
  await askModules('presence_router', 'get_interested_users', { one: () => own, two: users('@b:x') });
  expect(own).toEqual(new Set(['@a:x']));
});
