import type { CallbackContract } from '@bouton/contract';
import { SynapseError, type Logger } from '@bouton/sdk';
import { ASK_NEXT, type Combiner } from './combiner.ts';
import type { DeadlineQueue } from './deadline-queue.ts';
import { denialContract, denialError } from './denial-error.ts';
import type { ChooseFailureRule } from './callback-policy.ts';
import { isThenable } from '../lib/values.ts';
import type { ObservedCall } from './observed-call.ts';
import type { ModuleCallback } from './ordered-callbacks.ts';

/** What is fixed about one callback: what its modules' answers, exceptions and silence amount to. */
export class CallbackRules {
  readonly row: CallbackContract;
  readonly combiner: Combiner<unknown, unknown>;
  readonly deadlines: DeadlineQueue;
  readonly #chooseFailureRule: ChooseFailureRule;
  readonly #log: Logger;

  constructor(
    row: CallbackContract,
    combiner: Combiner<unknown, unknown>,
    options: { readonly deadlines: DeadlineQueue; readonly chooseFailureRule: ChooseFailureRule; readonly log: Logger },
  ) {
    this.row = row;
    this.combiner = combiner;
    this.deadlines = options.deadlines;
    this.#chooseFailureRule = options.chooseFailureRule;
    this.#log = options.log;
  }

  /** Calls a module: the outcome, or ASK_NEXT, or the promise of an answer. Throws what the operation fails with. */
  call(
    asked: ModuleCallback,
    args: readonly unknown[],
    gathered: unknown,
    observed: ObservedCall | undefined,
  ): unknown {
    if (asked.wants !== undefined && !asked.wants(args)) return ASK_NEXT;
    let answer: unknown;
    try {
      answer = asked.call(...args);
    } catch (error) {
      return this.threw(asked, error, observed);
    }
    return isThenable(answer) ? answer : this.take(asked, answer, gathered, observed);
  }

  /** What an answer amounts to: the outcome, or ASK_NEXT. Throws what the operation fails with. */
  take(asked: ModuleCallback, answer: unknown, gathered: unknown, observed: ObservedCall | undefined): unknown {
    let outcome: unknown;
    try {
      outcome = this.combiner.take(answer, gathered, asked.module);
    } catch (error) {
      return this.threw(asked, error, observed);
    }
    observed?.end(outcome === ASK_NEXT ? 'passed' : 'decided');
    return outcome;
  }

  /** What an exception amounts to: ASK_NEXT. Throws what the operation fails with. */
  threw(asked: ModuleCallback, error: unknown, observed: ObservedCall | undefined): typeof ASK_NEXT {
    observed?.end('threw');
    applyExceptionRule(this.row, asked.module, error, this.#log);
    return ASK_NEXT;
  }

  /** What a missed deadline amounts to: the outcome, or ASK_NEXT. Throws what the operation fails with. */
  timedOut(asked: ModuleCallback, args: readonly unknown[], observed: ObservedCall | undefined): unknown {
    observed?.end('timedOut');
    const failure = this.#chooseFailureRule(args);
    this.#log.error(`Module ${asked.module} did not answer ${this.row.name} in time; ${OF_SILENCE[failure]}`, {
      module: asked.module,
      category: this.row.category,
      callback: this.row.name,
      rule: this.row.combine.rule,
      onFailure: failure,
    });
    if (failure === 'drop' || failure === 'allow') return ASK_NEXT;
    const silence = new Error(`Module ${asked.module} did not answer ${this.row.name} in time`);
    if (failure === 'error') {
      throw causedBy(silence, new SynapseError(503, 'A module of this homeserver does not answer'));
    }
    const denial = causedBy(silence, denialError(denialContract(this.row)));
    if (this.combiner.deny === undefined) throw denial;
    return this.combiner.deny(denial);
  }

  /** Logs an exception of a module that nobody waits for any longer. */
  threwLate(asked: ModuleCallback, error: unknown): void {
    this.#log.warn(`Module ${asked.module} failed in ${this.row.name}, after its deadline`, {
      module: asked.module,
      category: this.row.category,
      callback: this.row.name,
      error,
    });
  }
}

const OF_SILENCE = {
  drop: 'it counts as not asked',
  allow: 'it counts as allowing',
  deny: 'the operation is refused',
  error: 'the operation fails',
} as const;

/**
 * Applies a callback's exception rule to what a module threw: returns if the module counts as not asked, else throws what
 * the operation fails with, of which the exception is the cause. Everything but a `SynapseError` that goes to the client
 * is logged.
 */
function applyExceptionRule(row: CallbackContract, module: string, error: unknown, log: Logger): void {
  const { category, name, onException } = row;
  if (SynapseError.is(error) && onException !== 'log' && onException !== 'internalServerError') throw error;

  log.error(`Module ${module} failed in ${name}; ${OF_EXCEPTIONS[onException]}`, {
    module,
    category,
    callback: name,
    rule: row.combine.rule,
    onException,
    error,
  });
  switch (onException) {
    case 'log':
      return;
    case 'propagate':
      throw error;
    case 'moduleFailed':
      throw causedBy(error, new SynapseError(500, 'Internal server error'));
    case 'forbid':
      throw causedBy(error, denialError(denialContract(row)));
    case 'internalServerError':
      throw causedBy(error, new SynapseError(500, 'Internal Server Error'));
  }
}

const OF_EXCEPTIONS = {
  log: 'it counts as not asked',
  propagate: 'the operation fails',
  moduleFailed: 'the operation fails',
  forbid: 'the operation is refused',
  internalServerError: 'the operation fails',
} as const;

/** Tells who reads the error, not the client, what it comes from. */
function causedBy(cause: unknown, error: SynapseError): SynapseError {
  error.cause = cause;
  return error;
}
