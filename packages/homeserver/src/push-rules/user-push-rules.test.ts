import type { JsonObject } from '@bouton/sdk';
import { expect, test } from 'vitest';
import type { PushedEvent } from './condition.ts';
import { defaultPushRules } from './default-push-rules.ts';
import { flattenEvent } from './flatten-event.ts';
import { lowerCaseReader } from './lower-case-reader.ts';
import type { PushRule, PushRuleSet } from './push-rule.ts';
import { UserPushRules } from './user-push-rules.ts';

const HIGHLIGHT = ['notify', { set_tweak: 'highlight' }];
const QUIET = ['notify', { set_tweak: 'highlight', value: false }];
const LOUD = [...HIGHLIGHT, { set_tweak: 'sound', value: 'default' }];

/** What alice's rules say of a message of bob's in a room of three, where bob may not notify all. */
function actions(content: JsonObject, changes: Partial<PushRuleSet> = {}, event: Partial<PushedEvent> = {}) {
  const rules = new UserPushRules('@alice:test', { ...defaultPushRules('@alice:test').global, ...changes });
  const message = { type: 'm.room.message', sender: '@bob:test', room_id: '!r:test', content };
  const flat = flattenEvent(message);
  const pushed = { flat, lowerCase: lowerCaseReader(flat), hasMentions: 'm.mentions' in content, memberCount: 3 };
  return rules.actionsFor({ ...pushed, mayNotify: () => false, ...event }, () => 'Al');
}

const rule = (rule_id: string, more: Partial<PushRule> = {}): PushRule => ({
  rule_id,
  default: false,
  enabled: true,
  actions: [],
  ...more,
});

test('`UserPushRules` has the first rule that applies say what happens', () => {
  expect([
    actions({ body: 'x' }),
    actions({ body: 'x' }, {}, { memberCount: 2 }),
    actions({ body: 'x', msgtype: 'm.notice' }),
    actions({ body: 'hi alice' }),
    actions({ body: 'hi Al' }),
    actions({ body: '@room' }),
    actions({ body: '@room' }, {}, { mayNotify: () => true }),
    actions({ body: 'x', 'm.mentions': { user_ids: ['@alice:test'] } }),
  ]).toEqual([
    QUIET,
    ['notify', { set_tweak: 'sound', value: 'default' }, { set_tweak: 'highlight', value: false }],
    [],
    LOUD,
    LOUD,
    QUIET,
    HIGHLIGHT,
    LOUD,
  ]);
});

test('`UserPushRules` searches no text if the event says whom it mentions', () => {
  expect(actions({ body: 'alice, Al and @room', 'm.mentions': {} }, {}, { mayNotify: () => true })).toEqual(QUIET);
});

test('`UserPushRules` applies rules of all kinds, unless they are switched off', () => {
  const tweak = { actions: [{ set_tweak: 'mine' }, 'dont_notify'] };
  const mine = [{ set_tweak: 'mine' }];
  expect([
    actions({ body: 'x' }, { room: [rule('!r:test', tweak)] }),
    actions({ body: 'x' }, { room: [rule('!other:test', tweak)] }),
    actions({ body: 'x' }, { sender: [rule('@bob:test', tweak)] }),
    actions({ body: 'a caat' }, { content: [rule('c', { ...tweak, pattern: 'ca*t' })] }),
    actions({ body: 'x' }, { override: [rule('o', { ...tweak, conditions: [] })] }),
    actions({ body: 'x' }, { override: [rule('o', { ...tweak, conditions: [], enabled: false })] }),
    actions({ body: 'x' }, { underride: [] }),
  ]).toEqual([mine, QUIET, mine, mine, mine, QUIET, []]);
});
