import { expect, test } from 'vitest';

import { defineCategory } from './define-category.ts';

const federation = defineCategory('federation', {
  on_later: {
    since: '1.2',
    parameters: [
      ['b', 'event'],
      ['a', 'string'],
    ],
    combine: { rule: 'notifyAll' },
    onException: 'log',
    operation: 'notification',
  },
  on_earlier: {
    since: '1.1',
    parameters: [],
    combine: { rule: 'veto' },
    onException: 'log',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'No' },
    deprecated: true,
  },
});

test('`defineCategory()` keeps the order of rows and parameters, and every fact', () => {
  expect(federation.callbacks).toEqual([
    {
      category: 'federation',
      name: 'on_later',
      since: '1.2',
      parameters: [
        { name: 'b', type: 'event' },
        { name: 'a', type: 'string' },
      ],
      combine: { rule: 'notifyAll' },
      onException: 'log',
      operation: 'notification',
    },
    {
      category: 'federation',
      name: 'on_earlier',
      since: '1.1',
      parameters: [],
      combine: { rule: 'veto' },
      onException: 'log',
      operation: 'localAction',
      denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'No' },
      deprecated: true,
    },
  ]);
});

test('`defineCategory()` freezes all that it returns', () => {
  const seen: unknown[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    seen.push(value);
    for (const member of Object.values(value)) visit(member);
  };
  visit(federation);
  expect(seen.length).toBeGreaterThan(15);
  expect(seen.filter((value) => !Object.isFrozen(value))).toEqual([]);
});
