import type { AskedModule } from './asked-module.ts';
import type { CallbackRules } from './callback-rules.ts';
import { ASK_NEXT } from './combiner.ts';
import { Expiring } from './deadline-queue.ts';
import { isThenable } from './is-thenable.ts';
import { ObservedCall } from './observed-call.ts';

/** One operation: what is handed from module to module. */
export interface Operation {
  readonly rules: CallbackRules;
  readonly args: readonly unknown[];
  /** What the combining rule gathers. */
  readonly gathered: unknown;
}

/**
 * An operation that waits for a module's promise, and then asks the rest. It is itself the link of the
 * {@linkcode DeadlineQueue}, and makes only once the functions that it hands to each promise: that a module answers with a
 * promise costs little more than the promise.
 */
export class PendingOperation extends Expiring {
  readonly #operation: Operation;
  readonly #resolve: (settled: unknown) => void;
  readonly #reject: (error: unknown) => void;
  #asked: AskedModule;
  #observed: ObservedCall | undefined;
  #isExpired = false;

  /**
   * @param asked The module to wait for first.
   * @param resolve Gets the outcome; or this object, where a module misses its deadline.
   * @param reject Gets what the operation fails with.
   */
  constructor(
    operation: Operation,
    asked: AskedModule,
    resolve: (settled: unknown) => void,
    reject: (error: unknown) => void,
  ) {
    super();
    this.#operation = operation;
    this.#asked = asked;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** The module that it waits for, or whose deadline it missed. */
  get asked(): AskedModule {
    return this.#asked;
  }

  get observed(): ObservedCall | undefined {
    return this.#observed;
  }

  /** Waits for what the module promised. */
  wait(promise: PromiseLike<unknown>, observed: ObservedCall | undefined): void {
    this.#observed = observed;
    this.#operation.rules.deadlines.add(this);
    // Of a promise this makes nothing new; other thenables may call back twice or at once.
    Promise.resolve(promise).then(this.#onAnswer, this.#onException);
  }

  readonly #onAnswer = (answer: unknown): void => {
    const { rules, gathered } = this.#operation;
    if (this.#isExpired) return;
    rules.deadlines.remove(this);
    try {
      this.#goOn(rules.take(this.#asked, answer, gathered, this.#observed));
    } catch (failure) {
      this.#reject(failure);
    }
  };

  readonly #onException = (error: unknown): void => {
    const { rules } = this.#operation;
    if (this.#isExpired) return rules.threwLate(this.#asked, error);
    rules.deadlines.remove(this);
    try {
      this.#goOn(rules.threw(this.#asked, error, this.#observed));
    } catch (failure) {
      this.#reject(failure);
    }
  };

  override expire(): void {
    this.#isExpired = true;
    this.#resolve(this);
  }

  #goOn(decided: unknown): void {
    const { rules, args, gathered } = this.#operation;
    let outcome = decided;
    for (let asked = this.#asked.next; outcome === ASK_NEXT && asked !== undefined; asked = asked.next) {
      const observed = ObservedCall.start(rules.row, asked.module);
      outcome = rules.call(asked, args, gathered, observed);
      if (isThenable(outcome)) {
        this.#asked = asked;
        return this.wait(outcome, observed);
      }
    }
    this.#resolve(outcome === ASK_NEXT ? rules.combiner.end(gathered) : outcome);
  }
}
