import { expect, expectTypeOf, test } from 'vitest';

import { CATEGORY_NAMES } from './category-name.ts';
import { CALLBACKS } from './contract.ts';
import { type CamelCase, toCamelCase, toSnakeCase } from './names.ts';

test.each([
  ['user_may_invite', 'userMayInvite'],
  ['is_3pid_allowed', 'is3pidAllowed'],
  ['check_3pid_auth', 'check3pidAuth'],
  ['user_may_send_3pid_invite', 'userMaySend3pidInvite'],
  ['on_legacy_send_mail', 'onLegacySendMail'],
  ['event', 'event'],
])('`toCamelCase()` spells %s as %s, and `toSnakeCase()` brings it back', (snake, camel) => {
  expect(toCamelCase(snake)).toBe(camel);
  expect(toSnakeCase(camel)).toBe(snake);
});

test('`toSnakeCase()` brings back every name of the contract', () => {
  const parameters = CALLBACKS.flatMap((callback) => callback.parameters.map(({ name }) => name));
  const names = [...CATEGORY_NAMES, ...CALLBACKS.map(({ name }) => name), ...parameters];
  const camel = names.map((name) => toCamelCase(name));
  expect(camel.filter((name) => !/^[a-z][a-zA-Z0-9]*$/.test(name))).toEqual([]);
  expect(camel.map((name) => toSnakeCase(name))).toEqual(names);
});

test('`toCamelCase()` gives no two callbacks of a category one name', () => {
  const camel = CALLBACKS.map(({ category, name }) => `${category}.${toCamelCase(name)}`);
  expect(new Set(camel).size).toBe(CALLBACKS.length);
});

test('`CamelCase` spells a name as `toCamelCase()` does', () => {
  expectTypeOf<CamelCase<'user_may_send_3pid_invite'>>().toEqualTypeOf<'userMaySend3pidInvite'>();
  expectTypeOf<CamelCase<'is_3pid_allowed'>>().toEqualTypeOf<'is3pidAllowed'>();
  expectTypeOf<CamelCase<'event'>>().toEqualTypeOf<'event'>();
  const name: 'checkEventForSpam' = toCamelCase('check_event_for_spam');
  expect(name).toBe('checkEventForSpam');
});
