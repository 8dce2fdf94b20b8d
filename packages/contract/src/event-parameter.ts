import type { CallbackContract } from './callback-contract.ts';

/**
 * Where the event stands among a callback's parameters, which a filter (`when`) looks at.
 *
 * @returns the parameter's index, or undefined if the callback receives no single event
 */
export function eventParameterOf(callback: CallbackContract): number | undefined {
  const index = callback.parameters.findIndex(({ type }) => type === 'event');
  return index === -1 ? undefined : index;
}
