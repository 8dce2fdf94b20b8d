import { defaultFailureRule, type CallbackContract, type FailureRule } from '@bouton/contract';
import { serverNameOf } from '../lib/server-name-of.ts';
import { argumentEvent } from './argument-event.ts';
import type { CallbackPolicy } from './callback-policy.ts';

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
  return (args) => defaultFailureRule(serverNameOf(actorOf(args)) === serverName ? 'localAction' : 'remoteEvent');
}

function senderOf(row: CallbackContract): (args: readonly unknown[]) => string {
  const eventOf = argumentEvent(row);
  return (args) => eventOf(args).sender;
}

function firstArgument([first]: readonly unknown[]): string {
  return String(first);
}
