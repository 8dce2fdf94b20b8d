import type { JsonObject, JsonValue } from '@bouton/sdk';

/** The kinds of push rules, in the order in which they apply. */
export const PUSH_RULE_KINDS = ['override', 'content', 'room', 'sender', 'underride'] as const;

/** One of the {@linkcode PUSH_RULE_KINDS}. */
export type PushRuleKind = (typeof PUSH_RULE_KINDS)[number];

/** What happens if a rule applies: `notify`, or a tweak. https://spec.matrix.org/v1.16/client-server-api/#actions */
export type PushAction = string | JsonObject;

/** A push rule, as clients see it. https://spec.matrix.org/v1.16/client-server-api/#push-rules */
export interface PushRule extends JsonObject {
  rule_id: string;
  default: boolean;
  enabled: boolean;
  actions: readonly JsonValue[];
  conditions?: readonly JsonObject[];
  pattern?: string;
}

/** Push rules by kind. */
export type PushRuleSet = Record<PushRuleKind, readonly PushRule[]>;

/** The kind of that name; undefined if there is none. */
export function pushRuleKind(name: string): PushRuleKind | undefined {
  return PUSH_RULE_KINDS.find((kind) => kind === name);
}
