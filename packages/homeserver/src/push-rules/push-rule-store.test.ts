import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SynapseError } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { Database } from '../storage/database.ts';
import { applySchema } from '../storage/schema/index.ts';
import { StreamSequence } from '../storage/stream-sequence.ts';
import { defaultPushRules } from './default-push-rules.ts';
import { PushRuleStore } from './push-rule-store.ts';

const ALICE = '@alice:test';

function open(path = ':memory:') {
  const database = new Database(path);
  applySchema(database);
  return {
    database,
    store: new PushRuleStore(database, new StreamSequence(database)),
    [Symbol.dispose]: () => database[Symbol.dispose](),
  };
}

test('`PushRuleStore` keeps rules, for each user on their own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bouton-'));
  try {
    {
      using opened = open(join(folder, 'test.db'));
      await opened.store.add(ALICE, { kind: 'room', ruleId: '!r:test', conditions: [], actions: ['notify'] });
      await opened.store.setEnabled(ALICE, { kind: 'override', ruleId: '.m.rule.master' }, true);
    }
    using reopened = open(join(folder, 'test.db'));
    const { rules } = reopened.store.rulesOf(ALICE);
    expect(rules.room).toEqual([{ rule_id: '!r:test', default: false, enabled: true, actions: ['notify'] }]);
    expect(rules.override[0]).toMatchObject({ rule_id: '.m.rule.master', enabled: true });
    expect(reopened.store.rulesOf('@bob:test').rules).toEqual(defaultPushRules('@bob:test').global);
    expect([reopened.store.changedAt(ALICE) > 0, reopened.store.changedAt('@bob:test')]).toEqual([true, 0]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('`PushRuleStore` refuses one rule more than 10000', async () => {
  using opened = open();
  const { database, store } = opened;
  await database.write(() =>
    database.run(
      `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10000)
       INSERT INTO push_rules (user_id, kind, rule_id, priority, conditions, actions)
       SELECT '@alice:test', 'room', 'r' || n, n, '[]', '[]' FROM numbers`,
    ),
  );
  const rule = { kind: 'room', conditions: [], actions: [] } as const;
  const refusal = new SynapseError(
    400,
    'Creating a push rule would exceed the limit on the number of push rules associated with your account (10001 rules > 10000 rules)',
  );
  await expect(store.add(ALICE, { ...rule, ruleId: 'new' })).rejects.toThrow(refusal);
  await expect(store.setActions(ALICE, { kind: 'override', ruleId: '.m.rule.master' }, [])).rejects.toThrow(refusal);
  await store.add(ALICE, { ...rule, ruleId: 'r1' });
  expect(store.rulesOf(ALICE).rules.room[0]?.rule_id).toBe('r1');
});
