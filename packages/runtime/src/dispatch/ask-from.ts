import type { AskedModule } from './asked-module.ts';
import type { CallbackRules } from './callback-rules.ts';
import { ASK_NEXT } from './combiner.ts';
import { isThenable } from './is-thenable.ts';
import { ObservedCall } from './observed-call.ts';
import { PendingOperation, type Operation } from './pending-operation.ts';

/**
 * Asks one module after another: the outcome, or a promise of it where a module answers with a promise; ASK_NEXT where
 * nobody decided. Throws what the operation fails with.
 *
 * @param gathered What the combining rule gathers.
 */
export function askFrom(
  first: AskedModule | undefined,
  rules: CallbackRules,
  args: readonly unknown[],
  gathered: unknown,
): unknown {
  for (let asked = first; asked !== undefined; asked = asked.next) {
    const observed = ObservedCall.start(rules.row, asked.module);
    const outcome = rules.call(asked, args, gathered, observed);
    if (isThenable(outcome)) return settle({ rules, args, gathered }, asked, outcome, observed);
    if (outcome !== ASK_NEXT) return outcome;
  }
  return ASK_NEXT;
}

/** Waits for the promise of a module, and asks the rest. Never resolves to ASK_NEXT. */
async function settle(
  operation: Operation,
  asked: AskedModule,
  promise: PromiseLike<unknown>,
  observed: ObservedCall | undefined,
): Promise<unknown> {
  const settled = await new Promise((resolve, reject) => {
    new PendingOperation(operation, asked, resolve, reject).wait(promise, observed);
  });
  if (!(settled instanceof PendingOperation)) return settled;
  // The timer of the deadline runs in the async context of whichever operation set it; this function in its caller's.
  const { rules, args, gathered } = operation;
  let outcome = rules.timedOut(settled.asked, args, settled.observed);
  if (outcome === ASK_NEXT) outcome = askFrom(settled.asked.next, rules, args, gathered);
  return outcome === ASK_NEXT ? rules.combiner.end(gathered) : outcome;
}
