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
  readonly resolve: (outcome: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * An operation that waits for a module's promise, and then asks the rest. It is itself the link of the
 * {@linkcode DeadlineQueue}, and makes only once the functions that it hands to each promise: that a module answers with
 * a promise costs little more than the promise.
 */
export class PendingOperation extends Expiring {
  readonly #operation: Operation;
  #asked: AskedModule;
  #observed: ObservedCall | undefined;
  #isExpired = false;

  constructor(operation: Operation, asked: AskedModule) {
    super();
    this.#operation = operation;
    this.#asked = asked;
  }

  /** Waits for what a module promised. */
  wait(asked: AskedModule, promise: PromiseLike<unknown>, observed: ObservedCall | undefined): void {
    this.#asked = asked;
    this.#observed = observed;
    this.#operation.rules.deadlines.add(this);
    // Of a promise this makes nothing new; other thenables may call back twice or at once.
    Promise.resolve(promise).then(this.#onAnswer, this.#onException);
  }

  readonly #onAnswer = (answer: unknown): void => {
    const { rules, gathered, reject } = this.#operation;
    if (this.#isExpired) return;
    rules.deadlines.remove(this);
    try {
      this.#goOn(rules.take(this.#asked, answer, gathered, this.#observed));
    } catch (failure) {
      reject(failure);
    }
  };

  readonly #onException = (error: unknown): void => {
    const { rules, reject } = this.#operation;
    if (this.#isExpired) return rules.threwLate(this.#asked, error);
    rules.deadlines.remove(this);
    try {
      this.#goOn(rules.threw(this.#asked, error, this.#observed));
    } catch (failure) {
      reject(failure);
    }
  };

  override expire(): void {
    const { rules, args, reject } = this.#operation;
    this.#isExpired = true;
    // The promise keeps the functions of this object, so another one goes on.
    const successor = new PendingOperation(this.#operation, this.#asked);
    try {
      successor.#goOn(rules.timedOut(this.#asked, args, this.#observed));
    } catch (failure) {
      reject(failure);
    }
  }

  #goOn(decided: unknown): void {
    const { rules, args, gathered, resolve } = this.#operation;
    let outcome = decided;
    for (let asked = this.#asked.next; outcome === ASK_NEXT && asked !== undefined; asked = asked.next) {
      const observed = ObservedCall.start(rules.row, asked.module);
      outcome = rules.call(asked, args, gathered, observed);
      if (isThenable(outcome)) return this.wait(asked, outcome, observed);
    }
    resolve(outcome === ASK_NEXT ? rules.combiner.end(gathered) : outcome);
  }
}
