import { AsyncLocalStorage } from 'node:async_hooks';
import type { DelayedCall, Logger, LoopingCallOptions, MaybePromise } from '@bouton/sdk';
import type { Clock, Timer } from '../lib/clock.ts';

/** What a {@linkcode Scheduler} needs of the host. */
export interface SchedulerHost {
  readonly clock: Clock;
  /** Whether this process is the one for background tasks. */
  shouldRunBackgroundTasks(): boolean;
}

/** A background call that runs. While it waits in {@linkcode Scheduler.sleep}, it and those around it are asleep. */
class RunningCall {
  static readonly current: AsyncLocalStorage<RunningCall> = new AsyncLocalStorage<RunningCall>();
  #around: RunningCall | undefined = RunningCall.current.getStore();
  #sleeping = 0;

  get isAsleep(): boolean {
    return this.#sleeping > 0;
  }

  /** Takes note of a sleep that begins (1) or ends (-1). */
  sleeps(change: 1 | -1): void {
    this.#sleeping += change;
    this.#around?.sleeps(change);
  }

  /** Leaves those around it: they may have ended, and what it starts later must not keep them. */
  end(): void {
    this.#around = undefined;
  }
}

/**
 * What one module does without being asked: looping, delayed and background calls. Exceptions are logged. Once the
 * scheduler is disposed nothing more begins; what runs is not interrupted.
 */
export class Scheduler implements Disposable {
  readonly #host: SchedulerHost;
  readonly #log: Logger;
  readonly #timers = new Set<Timer>();
  readonly #running = new Set<RunningCall>();
  /** Who waits for calls that run, until one of them ends or falls asleep. */
  #waiting = Promise.withResolvers<void>();
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
  async sleep(delayMs: number): Promise<void> {
    const call = RunningCall.current.getStore();
    call?.sleeps(1);
    this.#wake();
    await new Promise<void>((resolve) => void this.#setTimer(delayMs, resolve));
    call?.sleeps(-1);
  }

  /** Runs a function now. Resolves to undefined if it threw. */
  async runInBackground<T>(description: string, callback: () => MaybePromise<T>): Promise<T | undefined> {
    const call = new RunningCall();
    this.#running.add(call);
    try {
      return await RunningCall.current.run(call, callback);
    } catch (error) {
      this.#log.error(`Background process ${description} failed`, { error });
      return undefined;
    } finally {
      call.end();
      this.#running.delete(call);
      this.#wake();
    }
  }

  /** Resolves when no call runs that is not asleep: to whether there was any to wait for. */
  async idle(): Promise<boolean> {
    if (!this.#isBusy()) return false;
    while (this.#isBusy()) await this.#waiting.promise;
    return true;
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  #isBusy(): boolean {
    return this.#running.values().some(({ isAsleep }) => !isAsleep);
  }

  #wake(): void {
    this.#waiting.resolve();
    this.#waiting = Promise.withResolvers();
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
