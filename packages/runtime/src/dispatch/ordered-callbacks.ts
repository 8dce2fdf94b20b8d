import { askFrom } from './ask-from.ts';
import type { AskedModule, OrderedCallback } from './asked-module.ts';
import type { CallbackRules } from './callback-rules.ts';
import { ASK_NEXT } from './combiner.ts';

/** One callback of all modules, asked one after another. */
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

  /**
   * Asks the modules in order. As long as they answer without a promise, an operation costs their calls and nothing else.
   */
  ask(args: readonly unknown[]): Promise<unknown> {
    const { combiner } = this.#rules;
    try {
      const gathered = combiner.begin?.();
      const outcome = askFrom(this.#first, this.#rules, args, gathered);
      if (outcome !== ASK_NEXT) return Promise.resolve(outcome);
      return this.#passed ?? Promise.resolve(combiner.end(gathered));
    } catch (error) {
      return fail(error);
    }
  }

  /** Calls the only module there is, as it is; undefined where there is none. */
  callOnly(args: readonly unknown[]): unknown {
    return this.#first?.call(...args);
  }
}

async function fail(error: unknown): Promise<never> {
  throw error;
}
