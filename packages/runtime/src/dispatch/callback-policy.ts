import { defaultFailureRule, type CallbackContract, type FailureRule } from '@bouton/contract';
import { findServerName } from '../lib/find-server-name.ts';
import { argumentEvent } from './event-filter.ts';

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

/** Why the callback cannot have this policy, as the end of a sentence without a full stop; undefined if it can have it. */
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

/** Chooses what happens when a module cannot be asked, in an operation with these arguments. */
export type ChooseFailureRule = (args: readonly unknown[]) => FailureRule;

/**
 * How the failure rule of a callback is chosen: by the administrator, else by its operation. Of an `event` and a
 * `userAction`, the server name of who acts tells whether a local user does.
 */
export function failureRuleChoice(
  row: CallbackContract,
  policy: CallbackPolicy,
  serverName: string,
): ChooseFailureRule {
  const { operation } = row;
  const { onFailure } = policy;
  if (onFailure !== undefined) return () => onFailure;
  if (operation !== 'event' && operation !== 'userAction') return () => defaultFailureRule(operation);
  const actorOf = operation === 'event' ? senderOf(row) : firstArgument;
  return (args) => defaultFailureRule(findServerName(actorOf(args)) === serverName ? 'localAction' : 'remoteEvent');
}

function senderOf(row: CallbackContract): (args: readonly unknown[]) => string {
  const eventOf = argumentEvent(row);
  return (args) => eventOf(args).sender;
}

function firstArgument([first]: readonly unknown[]): string {
  return String(first);
}
