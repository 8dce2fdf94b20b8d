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

const allows: Answer = () => [true, null];
const denies: Answer = () => [false, null];
const replacement = { type: 'm.room.message', room_id: '!room', sender: '@alice:here', content: { body: 'mild' } };
const replaces: Answer = () => [true, replacement];

const DENIED = { status: 403, errcode: 'M_FORBIDDEN', error: 'This event is not allowed in this context' };
const denied = { denial: expect.objectContaining({ message: DENIED.error, status: 403, errcode: 'M_FORBIDDEN' }) };
const failed = { rejects: { status: 500, errcode: 'M_UNKNOWN', error: 'Internal server error' } };
const failure = 'error: Module one failed in check_event_allowed; the operation fails';
const garbage = (answer: string, counts: string): string =>
  `warn: Module one answered ${answer} to check_event_allowed; ${counts}`;
const noBoolean = 'it counts as an allowance, because true or false is wanted';

test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[], log?: string]>([
  ['allows if all allow', { one: allows, two: allows }, {}, ['one', 'two']],
  ['allows if there is no module', {}, {}, []],
  ['asks nobody after a denial', { one: denies, two: replaces }, denied, ['one']],
  ['asks nobody after a replacement', { one: replaces, two: denies }, { replacement }, ['one']],
  ['asks on after an allowance', { one: allows, two: denies }, denied, ['one', 'two']],
  ['takes an empty replacement', { one: () => [true, {}], two: denies }, { replacement: {} }, ['one']],
  ['needs no replacement', { one: () => [true], two: () => [false] }, denied, ['one', 'two']],
  ['denies in spite of a replacement', { one: () => [false, replacement], two: allows }, denied, ['one']],
  [
    'allows if "allowed" is not a boolean, and reports it',
    { one: () => [null, null], two: allows },
    {},
    ['one', 'two'],
    garbage('null', noBoolean),
  ],
  [
    'ignores a replacement that is not an object, and reports it',
    { one: () => [true, 'mild'], two: allows },
    {},
    ['one', 'two'],
    garbage('"mild"', 'as a replacement; it is ignored, because the JSON of an event is wanted'),
  ],
  [
    'fails with a replacement that is not JSON',
    { one: () => [true, { ...replacement, content: { at: new Date(0) } }], two: allows },
    failed,
    ['one'],
    failure,
  ],
  ['fails with a bare boolean', { one: () => true, two: allows }, failed, ['one'], failure],
  ['fails with a bare object', { one: () => replacement, two: allows }, failed, ['one'], failure],
  ['fails with undefined', { one: () => undefined, two: allows }, failed, ['one'], failure],
  ['fails with an array of three', { one: () => [true, null, null], two: allows }, failed, ['one'], failure],
  ['fails with 500 if a module throws', { one: throws, two: allows }, failed, ['one'], failure],
  ['fails with a SynapseError as it is', { one: throwsSynapseError, two: allows }, { rejects: SLOW_DOWN }, ['one']],
  [
    'answers 503 if a module never answers',
    { one: never, two: allows },
    { rejects: UNAVAILABLE },
    ['one'],
    'error: Module one did not answer check_event_allowed in time; the operation fails',
  ],
])('`combineAllowOrReplace()` %s', async (_condition, modules, outcome, asked, log) => {
  const args = [{ sender: '@alice:here' }];
  const operation = await askModules('third_party_rules', 'check_event_allowed', modules, { args, policy: {} });
  expect(operation).toEqual({ outcome, asked, log: log === undefined ? [] : [log] });
  expect(Object.isFrozen(operation.outcome)).toBe(!('rejects' in Object(operation.outcome)));
});

test.each([
  ['allow', { replacement }, ['one', 'two']],
  ['deny', denied, ['one']],
] as const)(
  '`combineAllowOrReplace()`: a module that never answers, with on_failure %s',
  async (onFailure, outcome, asked) => {
    const options = { args: [{ sender: '@alice:here' }], policy: { onFailure } };
    const modules = { one: never, two: replaces };
    const operation = await askModules('third_party_rules', 'check_event_allowed', modules, options);
    expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
  },
);
