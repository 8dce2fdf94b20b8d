import { expect, test } from 'vitest';

import { CALLBACKS } from './contract.ts';
import { eventParameterOf } from './event-parameter.ts';

test('`eventParameterOf()` finds the event of the callbacks that receive one, and of no other', () => {
  const withEvent = CALLBACKS.flatMap((callback) => {
    const index = eventParameterOf(callback);
    return index === undefined ? [] : [[callback.name, index]];
  });
  expect(Object.fromEntries(withEvent)).toEqual({
    check_event_for_spam: 0,
    should_drop_federated_event: 0,
    federated_user_may_invite: 0,
    check_event_allowed: 0,
    on_new_event: 0,
    add_field_to_unsigned_callback: 0,
  });
});

test('`eventParameterOf()` returns the index when the event is not the first parameter', () => {
  const [callback] = CALLBACKS;
  const parameters = [
    { name: 'user_id', type: 'userId' },
    { name: 'event', type: 'event' },
  ] as const;
  expect(callback && eventParameterOf({ ...callback, parameters })).toBe(1);
});
