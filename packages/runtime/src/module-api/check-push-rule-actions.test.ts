import { expect, test } from 'vitest';
import { checkPushRuleActions } from './check-push-rule-actions.ts';

test.each([
  [[]],
  [['notify']],
  [['dont_notify', 'coalesce']],
  [['notify', { set_tweak: 'sound', value: 'default' }, { set_tweak: 'highlight' }]],
])('`checkPushRuleActions()` accepts %j', (actions) => {
  expect(() => checkPushRuleActions(actions)).not.toThrow();
});

test.each([
  [['notify', 'shout'], 'Unrecognised action shout'],
  [[{ sound: 'default' }], 'Unrecognised action {"sound":"default"}'],
  [[['set_tweak']], 'Unrecognised action ["set_tweak"]'],
  [[null], 'Unrecognised action null'],
  ['notify', 'No actions found'],
  [undefined, 'No actions found'],
])('`checkPushRuleActions()` refuses %j', (actions, message) => {
  expect(() => checkPushRuleActions(actions)).toThrow(new Error(message));
});
