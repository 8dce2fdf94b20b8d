import { channel, type Channel } from 'node:diagnostics_channel';
import type { CallbackContract, CategoryName } from '@bouton/contract';

/**
 * One call of one module, as the diagnostics channel `bouton:callback` shows it.
 * https://nodejs.org/api/diagnostics_channel.html
 */
export interface CallbackCall {
  readonly module: string;
  readonly category: CategoryName;
  /** Synapse's name. */
  readonly callback: string;
  readonly durationMs: number;
  /** `passed`: the next module is asked. `decided`: nobody else is. `timedOut`: no answer before the deadline. */
  readonly outcome: 'passed' | 'decided' | 'threw' | 'timedOut';
}

/** Where a {@linkcode CallbackCall} is published for each call of a module, while there are subscribers. */
export const CALLBACK_CHANNEL: Channel<unknown, CallbackCall> = channel('bouton:callback');

/** A call that somebody observes, from its beginning to its outcome. */
export class ObservedCall {
  readonly #row: CallbackContract;
  readonly #module: string;
  readonly #startedAt = performance.now();

  private constructor(row: CallbackContract, module: string) {
    this.#row = row;
    this.#module = module;
  }

  /** Undefined if nobody observes. */
  static start(row: CallbackContract, module: string): ObservedCall | undefined {
    return CALLBACK_CHANNEL.hasSubscribers ? new ObservedCall(row, module) : undefined;
  }

  end(outcome: CallbackCall['outcome']): void {
    const call: CallbackCall = {
      module: this.#module,
      category: this.#row.category,
      callback: this.#row.name,
      durationMs: performance.now() - this.#startedAt,
      outcome,
    };
    CALLBACK_CHANNEL.publish(call);
  }
}
