import { expect, test } from 'vitest';
import { callbackTable } from './callback-table.ts';
import { CASES } from './all-cases.ts';

test('`callbackTable()` refuses a callback without a case and without a reason', () => {
  const others = CASES.filter(({ callback }) => callback !== 'spam_checker.user_may_invite');
  expect(() => callbackTable(others)).toThrow(
    new Error('No conformance case is about spam_checker.user_may_invite, and nothing says why'),
  );
});

test('`callbackTable()` refuses a callback that has a case, though it is said to have none', () => {
  const [first] = CASES;
  const extra = { ...first!, callback: 'federation.on_event_delivered_over_federation' } as const;
  expect(() => callbackTable([...CASES, extra])).toThrow(
    new Error(
      'A conformance case is about federation.on_event_delivered_over_federation, but the table says of it: only other servers trigger it',
    ),
  );
});
