import type { JsonObject } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { conditionOf, type PushedEvent } from './condition.ts';
import { flattenEvent } from './flatten-event.ts';
import { lowerCaseReader } from './lower-case-reader.ts';

const CONTENT = { body: 'Hi Alice', list: ['a', 1], number: 1, flag: true, nothing: null };

const flat = flattenEvent({ type: 'm.room.message', sender: '@bob:test', content: CONTENT });

const event: PushedEvent = {
  flat,
  lowerCase: lowerCaseReader(flat),
  hasMentions: false,
  memberCount: 3,
  mayNotify: (key) => key === 'room',
};

const holds = (condition: JsonObject, displayName?: string): boolean =>
  conditionOf(condition)(event, { userId: '@alice:test', displayName: () => displayName });

test.each([
  [{ kind: 'event_match', key: 'type', pattern: 'm.room.*' }, true],
  [{ kind: 'event_match', key: 'content.body', pattern: 'alice' }, true],
  [{ kind: 'event_match', key: 'content.number', pattern: '1' }, false],
  [{ kind: 'event_match', key: 'content.none', pattern: '*' }, false],
  [{ kind: 'event_match', key: 'type' }, false],
  [{ kind: 'event_property_is', key: 'content.number', value: 1 }, true],
  [{ kind: 'event_property_is', key: 'content.flag', value: 1 }, false],
  [{ kind: 'event_property_is', key: 'content.nothing', value: null }, true],
  [{ kind: 'event_property_is', key: 'content.none', value: null }, false],
  [{ kind: 'event_property_is', key: 'content.list', value: ['a', 1] }, false],
  [{ kind: 'event_property_contains', key: 'content.list', value: 'a' }, true],
  [{ kind: 'event_property_contains', key: 'content.list', value: 2 }, false],
  [{ kind: 'event_property_contains', key: 'content.body', value: 'Hi Alice' }, false],
  [{ kind: 'room_member_count', is: '3' }, true],
  [{ kind: 'room_member_count', is: '==3' }, true],
  [{ kind: 'room_member_count', is: '>2' }, true],
  [{ kind: 'room_member_count', is: '>=4' }, false],
  [{ kind: 'room_member_count', is: '<3' }, false],
  [{ kind: 'room_member_count', is: '<=3' }, true],
  [{ kind: 'room_member_count', is: '=3' }, false],
  [{ kind: 'room_member_count', is: 3 }, false],
  [{ kind: 'sender_notification_permission', key: 'room' }, true],
  [{ kind: 'sender_notification_permission', key: 'other' }, false],
  [{ kind: 'sender_notification_permission' }, false],
  [{ kind: 'org.example.unknown' }, false],
  [{}, false],
])('`conditionOf()` %j: %s', (condition, expected) => {
  expect(holds(condition)).toBe(expected);
});

test('`conditionOf()` finds the display name as a word', () => {
  const condition = { kind: 'contains_display_name' };
  expect([holds(condition, 'alice'), holds(condition, 'Al'), holds(condition, ''), holds(condition)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
