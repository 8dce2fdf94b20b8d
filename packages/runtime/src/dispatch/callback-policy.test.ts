import { CALLBACKS, callbackContract } from '@bouton/contract';
import { expect, test } from 'vitest';
import { DEFAULT_CALLBACK_POLICY, policyFault } from './callback-policy.ts';

const invite = callbackContract('spam_checker', 'user_may_invite');
const newEvent = callbackContract('third_party_rules', 'on_new_event');
const renew = callbackContract('account_validity', 'on_legacy_renew');

test('`policyFault()` accepts the default policy for every callback, and an answer of 503', () => {
  const accepted = CALLBACKS.flatMap((row) => [
    policyFault(row, DEFAULT_CALLBACK_POLICY),
    policyFault(row, { deadlineMs: 1, onFailure: 'error' }),
  ]);
  expect(new Set(accepted)).toEqual(new Set([undefined]));
});

test('`policyFault()` accepts a denial only if the contract has one', () => {
  const refused = CALLBACKS.filter((row) => policyFault(row, { deadlineMs: 1, onFailure: 'deny' }) !== undefined);
  expect(refused).toEqual(CALLBACKS.filter(({ denial }) => denial === undefined));
  expect(policyFault(newEvent, { deadlineMs: 1, onFailure: 'deny' })).toBe(
    'must be allow or error, because on_new_event has nothing to deny',
  );
});

test('`policyFault()` refuses an allowance if only the module has an answer', () => {
  expect(policyFault(renew, { deadlineMs: 1, onFailure: 'allow' })).toBe(
    'must be error, because only its module can answer on_legacy_renew',
  );
});

test.each([0, -1, Number.NaN])('`policyFault()` refuses a deadline of %d ms', (deadlineMs) => {
  expect(policyFault(invite, { deadlineMs })).toBe('must be more than 0');
});
