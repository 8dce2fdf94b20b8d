const ACTIONS: ReadonlySet<unknown> = new Set(['notify', 'dont_notify', 'coalesce']);

/**
 * Checks the actions of a push rule, as Synapse does: each is one of Matrix's words, or sets a tweak.
 *
 * @throws {Error} If they are not valid.
 */
export function checkPushRuleActions(actions: unknown): void {
  if (!Array.isArray(actions)) throw new Error('No actions found');
  const unknown: unknown = actions.find((action) => !ACTIONS.has(action) && !setsTweak(action));
  if (unknown !== undefined) throw new Error(`Unrecognised action ${describe(unknown)}`);
}

function setsTweak(action: unknown): boolean {
  return typeof action === 'object' && action !== null && !Array.isArray(action) && Object.hasOwn(action, 'set_tweak');
}

function describe(action: unknown): string {
  return typeof action === 'string' ? action : JSON.stringify(action);
}
