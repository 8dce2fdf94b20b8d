import type { Operation } from './operation.ts';

/**
 * What happens when a module cannot be asked: its deadline passed, or its host is down.
 *
 * - `drop`: a line in the log; the module counts as not asked.
 * - `allow`: as if the module had allowed.
 * - `deny`: as if the module had refused.
 * - `error`: the operation fails with 503 `M_UNKNOWN`.
 */
export type FailureRule = 'drop' | 'allow' | 'deny' | 'error';

const DEFAULTS = {
  notification: 'drop',
  localAction: 'error',
  // A denial would soft-fail the event for good.
  remoteEvent: 'allow',
} as const satisfies Record<Exclude<Operation, 'event' | 'userAction'>, FailureRule>;

/**
 * The failure rule if the admin's config names none.
 *
 * For `event` and `userAction` the caller decides by who acts whether it is a `localAction` or a `remoteEvent`.
 */
export function defaultFailureRule(operation: Exclude<Operation, 'event' | 'userAction'>): FailureRule {
  return DEFAULTS[operation];
}
