import { expect, test } from 'vitest';

import { defaultFailureRule } from './failure-rule.ts';

test.each([
  ['drops', 'drop', 'notification'],
  ['fails', 'error', 'localAction'],
  ['allows', 'allow', 'remoteEvent'],
] as const)('`defaultFailureRule()` %s (`%s`) for the operation `%s`', (_, rule, operation) => {
  expect(defaultFailureRule(operation)).toBe(rule);
});

test('`defaultFailureRule()` leaves it to the caller whose event it is', () => {
  // @ts-expect-error -- the sender makes an event a local action or a remote event
  expect(defaultFailureRule('event')).toBeUndefined();
});
