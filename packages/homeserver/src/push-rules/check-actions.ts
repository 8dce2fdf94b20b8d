import { checkPushRuleActions } from '@bouton/runtime';
import { InvalidRuleError } from './push-rule-errors.ts';
import type { PushAction } from './push-rule.ts';

/** Actions that stand for nothing any more, and are still accepted. */
const LEGACY_ACTIONS: ReadonlySet<unknown> = new Set(['dont_notify', 'coalesce']);

/**
 * Checks the actions of a push rule, as Synapse does. https://spec.matrix.org/v1.16/client-server-api/#actions
 *
 * @throws {InvalidRuleError} If they are not a list, or one of them is unknown.
 */
export function checkActions(actions: unknown): asserts actions is readonly PushAction[] {
  try {
    checkPushRuleActions(actions);
  } catch (error) {
    throw new InvalidRuleError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** What is left of the actions without those that stand for nothing. */
export function effectiveActions(actions: readonly PushAction[]): PushAction[] {
  return actions.filter((action) => !LEGACY_ACTIONS.has(action));
}
