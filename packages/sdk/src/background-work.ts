import type { DelayedCall, LoopingCallOptions } from './types/background-call.ts';
import type { CachedFunction } from './types/cached-function.ts';
import type { DatabaseTransaction, DbInteractionOptions } from './types/database-transaction.ts';
import type { MaybePromise } from './types/maybe-promise.ts';
import type { ThreadPool } from './types/thread-pool.ts';

/** What `ModuleApi` has for a module's own work: the database, caches, time and threads. */
export interface BackgroundWork {
  /**
   * Runs a function in a transaction on the homeserver's database, which commits when it resolves and rolls back when it
   * throws. If the database asks for it, the function is called again: nothing but statements may be in it, neither
   * transactions nor other members of `ModuleApi`, which may wait for this one to end.
   *
   * @param description What logs and metrics call it: `reminders_add`.
   * @throws {BoutonError} `BOUTON_DATABASE` if the database refuses it, `BOUTON_DATABASE_DEADLINE` if it took too long.
   */
  runDbInteraction<T>(
    description: string,
    interaction: (transaction: DatabaseTransaction) => Promise<T>,
    options?: DbInteractionOptions,
  ): Promise<T>;
  /**
   * Forgets the answer that a `@Cached` method of this module keeps for these arguments, in every process:
   * `await api.invalidateCache(this.department, [userId])`.
   *
   * @throws {BoutonError} If the function is not a `@Cached` method.
   */
  invalidateCache(cachedFunction: CachedFunction, keys: readonly unknown[]): Promise<void>;
  /**
   * Calls a function every `intervalMs`, first after `intervalMs`, next after it finished; only in the process for background
   * tasks, unless the options say otherwise. Exceptions are logged.
   *
   * @throws {RangeError} If the interval is not positive.
   */
  loopingBackgroundCall(callback: () => MaybePromise<void>, intervalMs: number, options?: LoopingCallOptions): void;
  /** Whether this process is the one for background tasks. */
  shouldRunBackgroundTasks(): boolean;
  /** Calls a function once, after `delayMs`. Forgotten when the homeserver stops. Exceptions are logged. */
  delayedBackgroundCall(delayMs: number, callback: () => MaybePromise<void>, description?: string): DelayedCall;
  /** Resolves after so many seconds; never, if the homeserver stops meanwhile. */
  sleep(seconds: number): Promise<void>;
  /** Runs a function that nobody waits for. An exception is logged and resolves to undefined. */
  runAsBackgroundProcess<T>(description: string, callback: () => MaybePromise<T>): Promise<T | undefined>;
  /**
   * Runs a function in another thread: for what computes so long that the homeserver would not answer meanwhile. In Synapse
   * the function itself is handed over; here it is the default export of a file, such as
   * `new URL('./hash.ts', import.meta.url)`, for which the `hash.js` of a compiled package stands in. What it is called with and
   * what it returns are copied.
   *
   * @throws {SynapseError} If the function throws one.
   * @throws {Error} If the file cannot be imported, has no such function, or the function throws something else.
   */
  deferToThread<T>(file: URL, ...args: readonly unknown[]): Promise<T>;
  /** Like {@linkcode BackgroundWork.deferToThread}, in threads that nothing else uses. @throws {RangeError} For a pool without threads. */
  deferToThreadpool<T>(pool: ThreadPool, file: URL, ...args: readonly unknown[]): Promise<T>;
  /** Milliseconds since the epoch, by the homeserver's clock. */
  getCurrentTimeMsec(): number;
}
