import type { JsonObject, UserId } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';
import { defaultPushRules } from './default-push-rules.ts';
import { PUSH_RULE_KINDS, type PushAction, type PushRule, type PushRuleKind, type PushRuleSet } from './push-rule.ts';

interface RuleRow {
  readonly kind: PushRuleKind;
  readonly rule_id: string;
  readonly conditions: string | null;
  readonly actions: string;
}

interface SwitchRow {
  readonly kind: PushRuleKind;
  readonly rule_id: string;
  readonly enabled: number;
}

/** A user's rules by kind, each list in the order in which they apply: predefined ones with what the user changed of them. */
export function readPushRules(database: Database, userId: UserId): PushRuleSet {
  const rows = database.all<RuleRow>(
    'SELECT kind, rule_id, conditions, actions FROM push_rules WHERE user_id = ? ORDER BY priority DESC',
    userId,
  );
  const switches = database.all<SwitchRow>(
    'SELECT kind, rule_id, enabled FROM push_rule_switches WHERE user_id = ?',
    userId,
  );
  const enabled = new Map(switches.map((row) => [`${row.kind} ${row.rule_id}`, row.enabled === 1]));
  const isEnabled = (kind: PushRuleKind, ruleId: string, otherwise: boolean): boolean =>
    enabled.get(`${kind} ${ruleId}`) ?? otherwise;
  const { global } = defaultPushRules(userId);
  const merge = (kind: PushRuleKind): PushRule[] => {
    const stored = rows.filter((row) => row.kind === kind);
    const own = stored
      .filter(({ conditions }) => conditions !== null)
      .map((row) => toRule(row, isEnabled(kind, row.rule_id, true)));
    const predefined = global[kind].map((rule): PushRule => {
      const changed = stored.find(({ rule_id, conditions }) => conditions === null && rule_id === rule.rule_id);
      const actions = changed === undefined ? rule.actions : (JSON.parse(changed.actions) as PushAction[]);
      return { ...rule, actions, enabled: isEnabled(kind, rule.rule_id, rule.enabled) };
    });
    const [master, ...others] = predefined;
    // The master rule comes before everything, the other predefined rules after the user's own.
    return kind === 'override' && master !== undefined ? [master, ...own, ...others] : [...own, ...predefined];
  };
  return Object.fromEntries(PUSH_RULE_KINDS.map((kind) => [kind, merge(kind)])) as Record<PushRuleKind, PushRule[]>;
}

function toRule({ kind, rule_id, conditions, actions }: RuleRow, enabled: boolean): PushRule {
  const parsed = JSON.parse(conditions ?? '[]') as JsonObject[];
  const base = { rule_id, default: false, enabled, actions: JSON.parse(actions) as PushAction[] };
  if (kind === 'content') return { ...base, pattern: parsed[0]?.['pattern'] as string };
  return kind === 'room' || kind === 'sender' ? base : { ...base, conditions: parsed };
}
