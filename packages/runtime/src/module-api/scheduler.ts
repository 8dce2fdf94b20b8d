import type { DelayedCall, Logger, LoopingCallOptions, MaybePromise } from '@bouton/sdk';
import type { Clock, Timer } from '../lib/clock.ts';

/** What a {@linkcode Scheduler} needs of the host. */
export interface SchedulerHost {
  readonly clock: Clock;
  /** Whether this process is the one for background tasks. */
  shouldRunBackgroundTasks(): boolean;
}

/**
 * What one module does without being asked: looping, delayed and background calls. Exceptions are logged. Once the
 * scheduler is disposed nothing more begins; what runs is not interrupted.
 */
export class Scheduler implements Disposable {
  readonly #host: SchedulerHost;
  readonly #log: Logger;
  readonly #timers = new Set<Timer>();
  #isDisposed = false;

  /** @param log The module's log. */
  constructor(host: SchedulerHost, log: Logger) {
    this.#host = host;
    this.#log = log;
  }

  /** Calls every `intervalMs`: first after `intervalMs`, next after the last call finished. */
  loopingCall(callback: () => MaybePromise<void>, intervalMs: number, options: LoopingCallOptions = {}): void {
    const description = options.description ?? callback.name;
    if (!(intervalMs > 0))
      throw new RangeError(`Looping call ${description} needs a positive interval, got ${intervalMs} ms`);
    if (!options.runOnAllInstances && !this.#host.shouldRunBackgroundTasks()) {
      this.#log.warn(
        `Looping call ${description} does not run in this process, which is not the one for background tasks`,
      );
      return;
    }
    const repeat = (): void => {
      this.#setTimer(intervalMs, () => void this.runInBackground(description, callback).then(repeat));
    };
    repeat();
  }

  /** Calls once, after `delayMs`. */
  delayedCall(delayMs: number, callback: () => MaybePromise<void>, description: string = callback.name): DelayedCall {
    const timer = this.#setTimer(delayMs, () => void this.runInBackground(description, callback));
    return {
      cancel: () => {
        this.#timers.delete(timer);
        timer.cancel();
      },
    };
  }

  /** Resolves after so many milliseconds; never, once the scheduler is disposed. */
  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => void this.#setTimer(delayMs, resolve));
  }

  /** Runs a function now. Resolves to undefined if it threw. */
  async runInBackground<T>(description: string, callback: () => MaybePromise<T>): Promise<T | undefined> {
    try {
      return await callback();
    } catch (error) {
      this.#log.error(`Background process ${description} failed`, { error });
      return undefined;
    }
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  #setTimer(delayMs: number, callback: () => void): Timer {
    if (this.#isDisposed) return { cancel: () => undefined };
    const timer = this.#host.clock.setTimer(delayMs, () => {
      this.#timers.delete(timer);
      callback();
    });
    this.#timers.add(timer);
    return timer;
  }
}
