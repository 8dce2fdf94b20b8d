// @ts-check
import { expect, test } from 'vitest';

import { findNames } from './check-names.mjs';
import { temporaryWorkspace } from './temporary-workspace.mjs';

test('`findNames()` finds conditions that ask for a callback or a category by its name', () => {
  const workspace = temporaryWorkspace({
    'packages/runtime/src/dispatch.ts': [
      "const name: string = 'user_may_invite';",
      "if (name === 'on_update') stop();",
      "if ('spamChecker' !== name) stop();",
      'switch (name) {',
      "  case 'third_party_rules':",
      '    stop();',
      '}',
      "if (name === 'federation') stop();",
    ].join('\n'),
    'packages/runtime/src/dispatch.test.ts': "if (name === 'on_update') stop();",
    'packages/synapse/python/src/bouton/callbacks.py':
      'if row.name == "on_update":\n    pass\nif row.rule == "veto":\n    pass\nDEFAULTS = {"min_batch_size": 1}\n',
  });
  const about = 'what is special about it belongs into its row';
  expect(findNames(workspace)).toEqual([
    `packages/runtime/src/dispatch.ts:2: a condition asks for on_update; ${about}`,
    `packages/runtime/src/dispatch.ts:3: a condition asks for spamChecker; ${about}`,
    `packages/runtime/src/dispatch.ts:5: a condition asks for third_party_rules; ${about}`,
    `packages/synapse/python/src/bouton/callbacks.py:1: a condition asks for on_update; ${about}`,
    `packages/synapse/python/src/bouton/callbacks.py:5: a table has an entry for min_batch_size; ${about}`,
  ]);
});
