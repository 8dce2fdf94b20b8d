import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const names = ['user_may_invite', 'user_may_join_room', 'on_new_event'];

test.each([
  ['user_may_invit', 'user_may_invite'],
  ['user_may_jion_room', 'user_may_join_room'],
  ['OnNewEvent', 'on_new_event'],
  ['user_can_invite', 'user_may_invite'],
])('nearest() finds what %s was meant to be', (name, meant) => {
  expect(nearest(name, names)).toBe(meant);
});

test.each(['', 'spam', 'check_spam', 'on_old_events_deleted'])('nearest() finds nothing near %j', (name) => {
  expect(nearest(name, names)).toBeUndefined();
});
