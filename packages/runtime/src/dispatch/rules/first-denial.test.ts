import { Codes, NOT_SPAM } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import {
  askModules,
  never,
  SLOW_DOWN,
  throws,
  throwsSynapseError,
  UNAVAILABLE,
  type Answer,
} from '../test/ask-modules.ts';

const INVITE_DENIED = { status: 403, errcode: 'M_FORBIDDEN', error: 'Invites have been disabled on this server' };
const forbidden = { denial: INVITE_DENIED };
const garbage = (answer: string): string =>
  `warn: Module one answered ${answer} to user_may_invite; the operation is refused, ` +
  'because NOT_SPAM, an error code or [code, additionalFields] is wanted';

const always =
  (answer: unknown): Answer =>
  () =>
    answer;
const allows = always(NOT_SPAM);
const denies = always(Codes.LIMIT_EXCEEDED);
const limited = { denial: { ...INVITE_DENIED, errcode: 'M_LIMIT_EXCEEDED' } };

describe('user_may_invite', () => {
  test.each<[condition: string, answer: unknown, outcome: unknown, log?: string]>([
    ['NOT_SPAM allows', NOT_SPAM, undefined],
    ['a code denies with it', Codes.LIMIT_EXCEEDED, limited],
    [
      'a tuple denies with its code and fields',
      [Codes.LIMIT_EXCEEDED, { retry_after_ms: 7 }],
      { denial: { ...limited.denial, retry_after_ms: 7 } },
    ],
    [
      'the fields of a tuple may replace code and text',
      [Codes.FORBIDDEN, { errcode: 'COM.EXAMPLE', error: 'over' }],
      { denial: { status: 403, errcode: 'COM.EXAMPLE', error: 'over' } },
    ],
    ['true, deprecated, allows', true, undefined],
    ['false, deprecated, denies', false, forbidden],
    ['undefined is garbage', undefined, forbidden, garbage('undefined')],
    ['null is garbage', null, forbidden, garbage('null')],
    ['an unknown code is garbage', 'M_NO_SUCH_CODE', forbidden, garbage('"M_NO_SUCH_CODE"')],
    ['a number is garbage', 7, forbidden, garbage('7')],
    ['an object is garbage', {}, forbidden, garbage('an object (Object)')],
    ['a tuple without fields is garbage', [Codes.NOT_FOUND], forbidden, garbage('an array of length 1')],
    ['a tuple with a list is garbage', [Codes.NOT_FOUND, []], forbidden, garbage('an array of length 2')],
    ['a tuple with another code is garbage', ['NO', {}], forbidden, garbage('an array of length 2')],
  ])('`combineFirstDenial()`: %s', async (_condition, answer, outcome, log) => {
    const expected = { outcome, asked: ['one'], log: log === undefined ? [] : [log] };
    expect(await askModules('spam_checker', 'user_may_invite', { one: () => answer })).toEqual(expected);
    expect(await askModules('spam_checker', 'user_may_invite', { one: async () => answer })).toEqual(expected);
  });

  test.each<[condition: string, modules: Record<string, Answer>, outcome: unknown, asked: string[]]>([
    ['asks everybody if all allow', { one: allows, two: allows }, undefined, ['one', 'two']],
    ['asks nobody after a denial', { one: denies, two: allows }, limited, ['one']],
    ['asks on after an allowance', { one: allows, two: denies }, limited, ['one', 'two']],
    ['takes the first of two denials', { one: always(false), two: denies }, forbidden, ['one']],
    ['asks nobody after garbage', { one: always(0), two: allows }, forbidden, ['one']],
    ['fails with what a module throws', { one: throws, two: allows }, { rejects: 'Error: broken' }, ['one']],
    ['asks nobody who stands after a denial, though they throw', { one: denies, two: throws }, limited, ['one']],
    ['fails with a SynapseError as it is', { one: throwsSynapseError, two: allows }, { rejects: SLOW_DOWN }, ['one']],
    ['allows if there is no module', {}, undefined, []],
  ])('`combineFirstDenial()` %s', async (_condition, modules, outcome, asked) => {
    const sync = await askModules('spam_checker', 'user_may_invite', modules);
    expect([sync.outcome, sync.asked]).toEqual([outcome, asked]);

    const promised = Object.entries(modules).map(([name, answer]) => [name, async () => answer()]);
    const async = await askModules('spam_checker', 'user_may_invite', Object.fromEntries(promised));
    expect([async.outcome, async.asked]).toEqual([outcome, asked]);
  });

  test.each([
    ['answers 503, by default', {}, { rejects: UNAVAILABLE }, ['one']],
    ['asks on if the administrator allows', { onFailure: 'allow' }, undefined, ['one', 'two']],
    ['refuses if the administrator denies', { onFailure: 'deny' }, forbidden, ['one']],
    ['answers 503 if the administrator says so', { onFailure: 'error' }, { rejects: UNAVAILABLE }, ['one']],
  ] as const)('`combineFirstDenial()`: a module that never answers %s', async (_condition, policy, outcome, asked) => {
    const modules = { one: never, two: allows };
    const operation = await askModules('spam_checker', 'user_may_invite', modules, { args: ['@alice:here'], policy });
    expect([operation.outcome, operation.asked]).toEqual([outcome, asked]);
  });
});

const SPAM = { status: 403, errcode: 'M_FORBIDDEN', error: 'This message has been rejected as probable spam' };

test.each<[condition: string, callback: string, answer: unknown, outcome: unknown]>([
  ['NOT_SPAM allows', 'check_event_for_spam', NOT_SPAM, undefined],
  ['false, deprecated, allows', 'check_event_for_spam', false, undefined],
  ['true, deprecated, denies', 'check_event_for_spam', true, { denial: SPAM }],
  ['a code denies with it', 'check_event_for_spam', Codes.NOT_FOUND, { denial: { ...SPAM, errcode: 'M_NOT_FOUND' } }],
  [
    'a tuple denies',
    'check_event_for_spam',
    [Codes.NOT_FOUND, { a: 1 }],
    { denial: { ...SPAM, errcode: 'M_NOT_FOUND', a: 1 } },
  ],
  ['a string, deprecated, is the text', 'check_event_for_spam', 'no links', { denial: { ...SPAM, error: 'no links' } }],
  ['garbage denies', 'check_event_for_spam', undefined, { denial: SPAM }],
])('`combineFirstDenial()` with messages: %s', async (_condition, callback, answer, outcome) => {
  const args = [{ sender: '@alice:here' }];
  expect((await askModules('spam_checker', callback, { one: () => answer }, { args })).outcome).toEqual(outcome);
});

const LOGIN = { status: 403, errcode: 'M_FORBIDDEN', error: 'Login was blocked by the server' };
const STATE = { status: 403, errcode: 'M_FORBIDDEN', error: 'You are not permitted to send the state event' };
const MEDIA = { status: 400, errcode: 'M_FORBIDDEN', error: 'Bad content' };

test.each<[callback: string, condition: string, answer: unknown, outcome: unknown]>([
  ['check_media_file_for_spam', 'false, deprecated, allows', false, undefined],
  ['check_media_file_for_spam', 'true, deprecated, denies', true, { denial: MEDIA }],
  ['check_media_file_for_spam', 'a message is garbage', 'no cats', { denial: MEDIA }],
  [
    'check_login_for_spam',
    'a tuple denies',
    [Codes.NOT_FOUND, { a: 1 }],
    { denial: { ...LOGIN, errcode: 'M_NOT_FOUND', a: 1 } },
  ],
  ['check_login_for_spam', 'true is refused', true, { denial: LOGIN }],
  ['check_login_for_spam', 'false is refused', false, { denial: LOGIN }],
  [
    'user_may_send_state_event',
    'a code denies with it',
    Codes.NOT_FOUND,
    { denial: { ...STATE, errcode: 'M_NOT_FOUND' } },
  ],
  ['user_may_send_state_event', 'a tuple is refused, its fields too', [Codes.NOT_FOUND, { a: 1 }], { denial: STATE }],
  ['user_may_send_state_event', 'true is refused', true, { denial: STATE }],
  ['user_may_send_state_event', 'false is refused', false, { denial: STATE }],
])('`combineFirstDenial()` in %s: %s', async (callback, _condition, answer, outcome) => {
  expect((await askModules('spam_checker', callback, { one: () => answer })).outcome).toEqual(outcome);
});
