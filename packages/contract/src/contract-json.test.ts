import { expect, test } from 'vitest';

import { CALLBACKS } from './contract.ts';
import { contractAsJson } from './contract-json.ts';
import { MODULE_API_MEMBERS } from './members/module-api-members.ts';

test('`contractAsJson()` holds every fact of every callback, and survives JSON', () => {
  const text = JSON.stringify(contractAsJson());
  expect(JSON.parse(text)).toStrictEqual(contractAsJson());
  const callbacks = contractAsJson().categories.flatMap(({ name: category, callbacks: rows }) =>
    rows.map((row) => ({ category, ...row })),
  );
  expect(callbacks).toStrictEqual(CALLBACKS);
});

test('`contractAsJson()` keeps this shape', () => {
  const { categories, ...rest } = contractAsJson();
  expect(rest).toEqual({ members: MODULE_API_MEMBERS });
  expect(categories.find(({ name }) => name === 'ratelimit')).toMatchInlineSnapshot(`
    {
      "callbacks": [
        {
          "combine": {
            "rule": "firstTruthy",
          },
          "denial": {
            "errcode": "M_LIMIT_EXCEEDED",
            "error": "Too Many Requests",
            "status": 429,
          },
          "name": "get_ratelimit_override_for_user",
          "onException": "propagate",
          "operation": "localAction",
          "outcome": {
            "form": "ratelimitOverride",
          },
          "parameters": [
            {
              "name": "user_id",
              "type": "userId",
            },
            {
              "name": "limiter_name",
              "type": "string",
            },
          ],
          "since": "1.132",
        },
      ],
      "name": "ratelimit",
    }
  `);
  expect([...new Set(categories.flatMap(({ callbacks }) => callbacks.flatMap((row) => Object.keys(row))))]).toEqual([
    'name',
    'parameters',
    'since',
    'combine',
    'onException',
    'operation',
    'denial',
    'outcome',
    'inEachProcess',
    'deprecated',
    'requires',
    'perLoginType',
  ]);
});

test('`contractAsJson()` is a copy that may be changed', () => {
  const [category] = contractAsJson().categories;
  Object.assign(category ?? {}, { name: 'changed' });
  expect(category?.name).toBe('changed');
  expect(contractAsJson().categories[0]?.name).toBe('spam_checker');
});
