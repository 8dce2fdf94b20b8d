import type { JsonValue } from '@bouton/sdk';
import { isJsonObject } from '../events/json-guards.ts';
import { InvalidRuleError } from './push-rule-errors.ts';
import type { PushAction } from './push-rule.ts';

/** Actions that stand for nothing any more, and are still accepted. */
const LEGACY_ACTIONS: ReadonlySet<unknown> = new Set(['dont_notify', 'coalesce']);

/**
 * Checks the actions of a push rule, as Synapse does. https://spec.matrix.org/v1.16/client-server-api/#actions
 *
 * @throws {InvalidRuleError} Where they are no list, or one of them is unknown.
 */
export function checkActions(actions: unknown): asserts actions is readonly PushAction[] {
  if (!Array.isArray(actions)) throw new InvalidRuleError('No actions found');
  for (const action of actions as readonly JsonValue[]) {
    if (action === 'notify' || LEGACY_ACTIONS.has(action)) continue;
    if (isJsonObject(action) && Object.hasOwn(action, 'set_tweak')) continue;
    throw new InvalidRuleError(`Unrecognised action ${typeof action === 'string' ? action : JSON.stringify(action)}`);
  }
}

/** What is left of the actions without those that stand for nothing. */
export function effectiveActions(actions: readonly PushAction[]): PushAction[] {
  return actions.filter((action) => !LEGACY_ACTIONS.has(action));
}
