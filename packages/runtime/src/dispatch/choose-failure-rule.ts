import { defaultFailureRule, type CallbackContract, type FailureRule } from '@bouton/contract';
import { serverNameOf } from '../host/server-name-of.ts';
import { argumentEvent } from './argument-event.ts';
import type { CallbackPolicy } from './callback-policy.ts';

/** Chooses what happens when a module cannot be asked, in an operation with these arguments. */
export type ChooseFailureRule = (args: readonly unknown[]) => FailureRule;

/**
 * How the failure rule of a callback is chosen: by the administrator, else by its operation. Of an `event`, the sender's
 * server name tells whether a local user acts.
 */
export function failureRuleChoice(
  row: CallbackContract,
  policy: CallbackPolicy,
  serverName: string,
): ChooseFailureRule {
  const { operation } = row;
  const { onFailure } = policy;
  if (onFailure !== undefined) return () => onFailure;
  if (operation !== 'event') return () => defaultFailureRule(operation);
  const eventOf = argumentEvent(row);
  return (args) =>
    defaultFailureRule(serverNameOf(eventOf(args).sender) === serverName ? 'localAction' : 'remoteEvent');
}
