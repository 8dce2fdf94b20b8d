import type { UserPresenceState } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { askModules, never, throws, throwsSynapseError, type Answer } from '../test/ask-modules.ts';

const online = (userId: `@${string}:${string}`): UserPresenceState => ({
  userId,
  state: 'online',
  lastActiveTs: 1,
  lastFederationUpdateTs: 2,
  lastUserSyncTs: 3,
  statusMsg: null,
  currentlyActive: true,
});
const alice = online('@alice:here');
const bob = online('@bob:here');
const toCarol =
  (...states: UserPresenceState[]): Answer =>
  () =>
    new Map([['@carol:here', new Set(states)]]);
const both = ['one', 'two'];
const failure = 'error: Module one failed in get_users_for_states; it counts as not asked';
const noMap = (answer: string): string =>
  `warn: Module one answered ${answer} to get_users_for_states; it is skipped, because a Map from user IDs to Sets is wanted`;

test.each<[condition: string, modules: Record<string, Answer>, outcome: Record<string, unknown>, log?: string]>([
  ['gives nobody without modules', {}, {}],
  ['unites the sets of one user', { one: toCarol(alice), two: toCarol(bob) }, { '@carol:here': [alice, bob] }],
  [
    'unites them in the order of the modules',
    { two: toCarol(bob), one: toCarol(alice) },
    { '@carol:here': [bob, alice] },
  ],
  ['counts equal states once', { one: toCarol(alice), two: toCarol({ ...alice }) }, { '@carol:here': [alice] }],
  [
    'keeps users apart',
    { one: toCarol(alice), two: () => new Map([['@dave:there', new Set([alice])]]) },
    { '@carol:here': [alice], '@dave:there': [alice] },
  ],
  ['skips an object', { one: () => ({}), two: toCarol(bob) }, { '@carol:here': [bob] }, noMap('an object (Object)')],
  ['skips undefined', { one: () => undefined, two: toCarol(bob) }, { '@carol:here': [bob] }, noMap('undefined')],
  ['skips true', { one: () => true, two: toCarol(bob) }, { '@carol:here': [bob] }, noMap('true')],
  [
    'skips the rest of a map from a value on that is not a set',
    {
      one: () =>
        new Map<string, unknown>([
          ['@carol:here', new Set([alice])],
          ['@dave:there', [alice]],
          ['@erin:there', new Set([alice])],
        ]),
      two: toCarol(bob),
    },
    { '@carol:here': [alice, bob] },
    'warn: Module one answered an array of length 1 to get_users_for_states; for @dave:there; it and the rest of the Map are skipped, because a Set is wanted',
  ],
  ['skips a module that throws', { one: throws, two: toCarol(bob) }, { '@carol:here': [bob] }, failure],
  [
    'skips a module with a SynapseError',
    { one: throwsSynapseError, two: toCarol(bob) },
    { '@carol:here': [bob] },
    failure,
  ],
  [
    'drops a module that never answers',
    { one: never, two: toCarol(bob) },
    { '@carol:here': [bob] },
    'error: Module one did not answer get_users_for_states in time; it counts as not asked',
  ],
])('`combineMergeSetMaps()` %s', async (_condition, modules, outcome, log) => {
  const operation = await askModules('presence_router', 'get_users_for_states', modules, { policy: {} });
  expect(operation).toEqual({
    outcome: new Map(Object.entries(outcome)),
    asked: Object.keys(modules),
    log: log === undefined ? [] : [log],
  });
});

test('`combineMergeSetMaps()` keeps nothing between operations', async () => {
  const sets = new Map([['@carol:here', new Set([alice])]]);
  const modules = { one: () => sets, two: async () => new Map([['@carol:here', new Set([bob])]]) };
  await askModules('presence_router', 'get_users_for_states', modules);
  expect(sets).toEqual(new Map([['@carol:here', new Set([alice])]]));
  expect((await askModules('presence_router', 'get_users_for_states', modules)).asked).toEqual(both);
});
