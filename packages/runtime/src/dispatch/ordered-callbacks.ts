import type { AskedModule, OrderedCallback } from './asked-module.ts';
import type { CallbackRules } from './callback-rules.ts';
import { ASK_NEXT } from './combiner.ts';
import { isThenable } from './is-thenable.ts';
import { ObservedCall } from './observed-call.ts';
import { PendingOperation } from './pending-operation.ts';

/**
 * One callback of all modules, asked one after another. As long as they answer without a promise, an operation costs
 * their calls and nothing else; at the first promise a {@linkcode PendingOperation} takes over.
 */
export class OrderedCallbacks {
  readonly #rules: CallbackRules;
  /** What an operation without a decision resolves to, where that is always the same. */
  readonly #passed: Promise<unknown> | undefined;
  #first: AskedModule | undefined;

  constructor(rules: CallbackRules) {
    this.#rules = rules;
    this.#passed = rules.combiner.begin === undefined ? Promise.resolve(rules.combiner.end(undefined)) : undefined;
  }

  /** Replaces the modules. Operations that have begun go on with those that they began with. */
  use(callbacks: readonly OrderedCallback[]): void {
    this.#first = undefined;
    for (const callback of callbacks.toReversed()) this.#first = { ...callback, next: this.#first };
  }

  get isEmpty(): boolean {
    return this.#first === undefined;
  }

  /** Asks the modules in order. */
  ask(args: readonly unknown[]): Promise<unknown> {
    const { row, combiner } = this.#rules;
    try {
      const gathered = combiner.begin?.();
      for (let asked = this.#first; asked !== undefined; asked = asked.next) {
        const observed = ObservedCall.start(row, asked.module);
        const outcome = this.#rules.call(asked, args, gathered, observed);
        if (outcome === ASK_NEXT) continue;
        return isThenable(outcome) ? this.#wait(asked, outcome, observed, args, gathered) : Promise.resolve(outcome);
      }
      return this.#passed ?? Promise.resolve(combiner.end(gathered));
    } catch (error) {
      return fail(error);
    }
  }

  #wait(
    asked: AskedModule,
    promise: PromiseLike<unknown>,
    observed: ObservedCall | undefined,
    args: readonly unknown[],
    gathered: unknown,
  ): Promise<unknown> {
    const rules = this.#rules;
    return new Promise((resolve, reject) =>
      new PendingOperation({ rules, args, gathered, resolve, reject }, asked).wait(asked, promise, observed),
    );
  }

  /** Calls the only module there is, as it is; undefined where there is none. */
  callOnly(args: readonly unknown[]): unknown {
    return this.#first?.call(...args);
  }
}

async function fail(error: unknown): Promise<never> {
  throw error;
}
