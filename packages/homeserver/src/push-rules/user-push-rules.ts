import type { UserId } from '@bouton/sdk';
import { isJsonObject } from '../lib/json-guards.ts';
import { effectiveActions } from './check-actions.ts';
import { conditionOf, type Condition, type PushedEvent, type PushRecipient } from './condition.ts';
import { PUSH_RULE_KINDS, type PushAction, type PushRule, type PushRuleKind, type PushRuleSet } from './push-rule.ts';

/** Rules that search a text for mentions, which events that say whom they mention do without. */
const SEARCHING_RULES: ReadonlySet<string> = new Set([
  '.m.rule.contains_display_name',
  '.m.rule.contains_user_name',
  '.m.rule.roomnotif',
]);

interface ReadyRule {
  readonly conditions: readonly Condition[];
  readonly actions: readonly PushAction[];
  readonly searchesForMentions: boolean;
}

/** The push rules of a user, ready to be applied to events. */
export class UserPushRules {
  readonly #userId: UserId;
  /** By kind, as clients see them. */
  readonly rules: PushRuleSet;
  readonly #ready: readonly ReadyRule[];

  constructor(userId: UserId, rules: PushRuleSet) {
    this.#userId = userId;
    this.rules = rules;
    this.#ready = PUSH_RULE_KINDS.flatMap((kind) =>
      rules[kind].filter(({ enabled }) => enabled).map((rule) => ready(kind, rule)),
    );
  }

  /** The actions of the first rule that applies to the event; none if no rule does. */
  actionsFor(event: PushedEvent, displayName: () => string | undefined): readonly PushAction[] {
    const recipient: PushRecipient = { userId: this.#userId, displayName };
    const applying = this.#ready.find(
      ({ conditions, searchesForMentions }) =>
        !(searchesForMentions && event.hasMentions) && conditions.every((holds) => holds(event, recipient)),
    );
    return applying?.actions ?? [];
  }
}

function ready(kind: PushRuleKind, rule: PushRule): ReadyRule {
  const actions = rule.actions.filter((action) => typeof action === 'string' || isJsonObject(action));
  return {
    conditions: conditionsOf(kind, rule),
    actions: effectiveActions(actions),
    searchesForMentions: rule.default && SEARCHING_RULES.has(rule.rule_id),
  };
}

/** Rules of some kinds have no conditions of their own: what they are for says it. */
function conditionsOf(kind: PushRuleKind, rule: PushRule): Condition[] {
  const matches = (key: string, pattern: string | undefined): Condition[] => [
    conditionOf({ kind: 'event_match', key, ...(pattern === undefined ? {} : { pattern }) }),
  ];
  if (kind === 'content') return matches('content.body', rule.pattern);
  if (kind === 'room') return matches('room_id', rule.rule_id);
  if (kind === 'sender') return matches('sender', rule.rule_id);
  return (rule.conditions ?? []).map(conditionOf);
}
