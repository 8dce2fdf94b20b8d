import { expect, test } from 'vitest';
import { checkActions, effectiveActions } from './check-actions.ts';
import { InvalidRuleError } from './push-rule-errors.ts';

test('`checkActions()` lets known actions pass, and those of old', () => {
  expect(() => checkActions([])).not.toThrow();
  expect(() => checkActions(['notify', 'dont_notify', 'coalesce', { set_tweak: 'sound' }])).not.toThrow();
});

test.each([
  ['notify', 'No actions found'],
  [['fly'], 'Unrecognised action fly'],
  [[{ tweak: 1 }], 'Unrecognised action {"tweak":1}'],
  [[null], 'Unrecognised action null'],
])('`checkActions()` refuses %j', (actions, message) => {
  expect(() => checkActions(actions)).toThrow(new InvalidRuleError(message));
});

test('`effectiveActions()` leaves out what stands for nothing', () => {
  expect(effectiveActions(['coalesce', 'notify', 'dont_notify', { set_tweak: 'x' }])).toEqual([
    'notify',
    { set_tweak: 'x' },
  ]);
});
