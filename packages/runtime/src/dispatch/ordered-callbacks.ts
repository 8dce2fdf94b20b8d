import type { CallbackRules } from './callback-rules.ts';
import { ASK_NEXT } from './combiner.ts';
import { MISSED } from './deadline-queue.ts';
import { isThenable } from '../lib/values.ts';
import { ObservedCall } from './observed-call.ts';

/** One module's callback. */
export interface ModuleCallback {
  readonly module: string;
  readonly call: (...args: readonly unknown[]) => unknown;
  /** Whether the module wants to be asked with these arguments. Left out: always. */
  readonly wants?: ((args: readonly unknown[]) => boolean) | undefined;
}

/** One operation: what is handed from module to module. */
interface Operation {
  readonly modules: readonly ModuleCallback[];
  readonly args: readonly unknown[];
  /** What the combining rule gathers. */
  readonly gathered: unknown;
}

/** One callback of all modules, asked one after another. */
export class OrderedCallbacks {
  readonly #rules: CallbackRules;
  /** What an operation without a decision resolves to, if that is always the same. */
  readonly #passed: Promise<unknown> | undefined;
  #modules: readonly ModuleCallback[] = [];

  constructor(rules: CallbackRules) {
    this.#rules = rules;
    this.#passed = rules.combiner.begin === undefined ? Promise.resolve(rules.combiner.end(undefined)) : undefined;
  }

  /** Replaces the modules. Operations that have begun go on with those that they began with. */
  use(modules: readonly ModuleCallback[]): void {
    this.#modules = modules;
  }

  /**
   * Asks the modules in order. As long as they answer without a promise, an operation costs their calls and nothing else.
   */
  ask(args: readonly unknown[]): Promise<unknown> {
    const { combiner } = this.#rules;
    const modules = this.#modules;
    try {
      const gathered = combiner.begin?.();
      for (let index = 0; index < modules.length; index += 1) {
        const asked = modules[index] as ModuleCallback;
        const observed = ObservedCall.start(this.#rules.row, asked.module);
        const outcome = this.#rules.call(asked, args, gathered, observed);
        if (isThenable(outcome)) return this.#goOn({ modules, args, gathered }, index, outcome, observed);
        if (outcome !== ASK_NEXT) return Promise.resolve(outcome);
      }
      return this.#passed ?? Promise.resolve(combiner.end(gathered));
    } catch (error) {
      return fail(error);
    }
  }

  /** Calls the first module, and gives its answer as it is; undefined if there is none. */
  callFirst(args: readonly unknown[]): unknown {
    return this.#modules[0]?.call(...args);
  }

  /** Waits for the promise of a module, and asks the rest. */
  async #goOn(
    { modules, args, gathered }: Operation,
    first: number,
    promise: PromiseLike<unknown>,
    firstObserved: ObservedCall | undefined,
  ): Promise<unknown> {
    const rules = this.#rules;
    let outcome: unknown = promise;
    let observed = firstObserved;
    for (let index = first; index < modules.length; index += 1) {
      const asked = modules[index] as ModuleCallback;
      if (index > first) {
        observed = ObservedCall.start(rules.row, asked.module);
        outcome = rules.call(asked, args, gathered, observed);
      }
      if (isThenable(outcome)) {
        let answer: unknown;
        try {
          answer = await rules.deadlines.wait(outcome, (error) => rules.threwLate(asked, error));
        } catch (error) {
          rules.threw(asked, error, observed);
          continue;
        }
        outcome =
          answer === MISSED ? rules.timedOut(asked, args, observed) : rules.take(asked, answer, gathered, observed);
      }
      if (outcome !== ASK_NEXT) return outcome;
    }
    return rules.combiner.end(gathered);
  }
}

async function fail(error: unknown): Promise<never> {
  throw error;
}
