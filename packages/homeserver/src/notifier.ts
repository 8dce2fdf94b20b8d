import type { Clock } from '@bouton/runtime';

interface Waiter {
  readonly keys: readonly string[];
  readonly wake: () => void;
}

/**
 * Wakes long-polling requests. A key is a user ID or a room ID: a sync of a user waits for the user's ID and for the
 * IDs of the rooms that the user is in.
 */
export class Notifier {
  readonly #waiters = new Map<string, Set<Waiter>>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Wakes everybody who waits for one of the keys. Call it once what they will find is stored. */
  notify(...keys: readonly string[]): void {
    for (const key of keys) for (const waiter of [...(this.#waiters.get(key) ?? [])]) waiter.wake();
  }

  /** Resolves when one of the keys is notified, when `timeoutMs` has passed, or when the signal is aborted. */
  async wait(keys: readonly string[], timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiter: Waiter = { keys, wake: resolve };
    for (const key of keys) {
      const waiters = this.#waiters.get(key) ?? new Set();
      this.#waiters.set(key, waiters.add(waiter));
    }
    const timer = this.#clock.setTimer(timeoutMs, resolve);
    const abort = () => resolve();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      await promise;
    } finally {
      timer.cancel();
      signal?.removeEventListener('abort', abort);
      this.#forget(waiter);
    }
  }

  #forget(waiter: Waiter): void {
    for (const key of waiter.keys) {
      const waiters = this.#waiters.get(key);
      waiters?.delete(waiter);
      if (waiters?.size === 0) this.#waiters.delete(key);
    }
  }
}
