import type { CallbackContract, FailureRule } from '@bouton/contract';

/** What an administrator may choose to happen when a module cannot be asked. */
export type OnFailure = Exclude<FailureRule, 'drop'>;

/** How long a callback waits for one module, and what happens then: the administrator's choice per callback. */
export interface CallbackPolicy {
  /** Milliseconds, for each module. */
  readonly deadlineMs: number;
  /** Left out: by the kind of operation. */
  readonly onFailure?: OnFailure;
}

/** The policy of a callback that the configuration does not mention. */
export const DEFAULT_CALLBACK_POLICY: CallbackPolicy = Object.freeze({ deadlineMs: 10_000 });

/** Why the callback cannot have this policy, as the end of a sentence without a full stop; undefined where it can. */
export function policyFault(row: CallbackContract, policy: CallbackPolicy): string | undefined {
  if (!(policy.deadlineMs > 0)) return 'must be more than 0';
  if (policy.onFailure === 'deny' && row.denial === undefined) {
    return `must be allow or error, because ${row.name} has nothing to deny`;
  }
  if (policy.onFailure === 'allow' && row.combine.rule === 'onlyRegistered') {
    return `must be error, because only its module can answer ${row.name}`;
  }
  return undefined;
}
