import { RegistrationBehaviour } from '@bouton/sdk';
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

const allows: Answer = () => RegistrationBehaviour.ALLOW;
const denies: Answer = () => RegistrationBehaviour.DENY;
const shadowBans: Answer = () => RegistrationBehaviour.SHADOW_BAN;
const garbage = (got: string) => ({
  rejects: `TypeError: Expected a registration behaviour (allow, shadow_ban, deny), got ${got}`,
});

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[]]>([
  ['allows if all allow', { one: allows, two: allows }, 'allow', ['one', 'two']],
  ['allows if there is no module', {}, 'allow', []],
  ['takes the first that does not allow', { one: allows, two: denies }, 'deny', ['one', 'two']],
  ['asks nobody after a denial', { one: denies, two: shadowBans }, 'deny', ['one']],
  ['asks nobody after a shadow ban', { one: shadowBans, two: denies }, 'shadow_ban', ['one']],
  ['fails with true', { one: () => true, two: allows }, garbage('true'), ['one']],
  ['fails with undefined', { one: () => undefined, two: allows }, garbage('undefined'), ['one']],
  ['fails with another string', { one: () => 'NOT_SPAM', two: allows }, garbage('"NOT_SPAM"'), ['one']],
  ['fails with a tuple', { one: () => ['deny', {}], two: allows }, garbage('an array of length 2'), ['one']],
  ['fails with what a module throws', { one: throws, two: allows }, { rejects: 'Error: broken' }, ['one']],
  ['fails with a SynapseError as it is', { one: throwsSynapseError, two: allows }, { rejects: SLOW_DOWN }, ['one']],
  ['answers 503 if a module never answers', { one: never, two: allows }, { rejects: UNAVAILABLE }, ['one']],
])('`combineFirstBehaviour()` %s', async (_condition, modules, outcome, asked) => {
  const operation = await askModules('spam_checker', 'check_registration_for_spam', modules, { policy: {} });
  expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
});

test.each([
  ['allow', 'shadow_ban', ['one', 'two']],
  ['deny', 'deny', ['one']],
] as const)(
  '`combineFirstBehaviour()`: a module that never answers, with on_failure %s',
  async (onFailure, outcome, asked) => {
    const modules = { one: never, two: shadowBans };
    const operation = await askModules('spam_checker', 'check_registration_for_spam', modules, {
      policy: { onFailure },
    });
    expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
  },
);
