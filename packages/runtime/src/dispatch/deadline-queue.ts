/** setTimeout takes no longer delays. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** What a {@linkcode DeadlineQueue} holds: a link of its list. The queue alone sets these fields. */
export abstract class Expiring {
  /** By `performance.now()`. */
  expiresAt = 0;
  older: Expiring | undefined;
  newer: Expiring | undefined;

  /** Called once the deadline passed; it is out of the queue then. */
  abstract expire(): void;
}

/**
 * What must happen before one and the same deadline, in real time. As all have the same deadline, what was added first
 * expires first: one timer, for the oldest, serves them all, and what happens in time costs a link in a list.
 */
export class DeadlineQueue {
  readonly #deadlineMs: number;
  #oldest: Expiring | undefined;
  #newest: Expiring | undefined;
  #isTimerSet = false;

  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
  }

  add(added: Expiring): void {
    added.expiresAt = performance.now() + this.#deadlineMs;
    added.older = this.#newest;
    added.newer = undefined;
    if (this.#newest === undefined) this.#oldest = added;
    else this.#newest.newer = added;
    this.#newest = added;
    if (!this.#isTimerSet) this.#setTimer(this.#deadlineMs);
  }

  remove(removed: Expiring): void {
    if (removed.older === undefined) this.#oldest = removed.newer;
    else removed.older.newer = removed.newer;
    if (removed.newer === undefined) this.#newest = removed.older;
    else removed.newer.older = removed.older;
  }

  /** The timer is left alone when its promise settles in time: it then serves what is the oldest by that time. */
  #setTimer(delayMs: number): void {
    this.#isTimerSet = true;
    setTimeout(() => this.#expire(), Math.min(Math.ceil(delayMs), MAX_TIMEOUT_MS)).unref();
  }

  #expire(): void {
    this.#isTimerSet = false;
    const now = performance.now();
    for (let oldest = this.#oldest; oldest !== undefined && oldest.expiresAt <= now; oldest = this.#oldest) {
      this.remove(oldest);
      oldest.expire();
    }
    if (this.#oldest !== undefined && !this.#isTimerSet) this.#setTimer(this.#oldest.expiresAt - now);
  }
}
