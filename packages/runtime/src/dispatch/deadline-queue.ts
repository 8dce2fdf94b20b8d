/** What {@linkcode DeadlineQueue.wait} resolves to when the deadline passes first. */
export const MISSED: unique symbol = Symbol('missed the deadline');

/** setTimeout takes no longer delays. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Who waits, as a link of the queue's list. */
interface Waiting {
  /** By `performance.now()`. */
  readonly expiresAt: number;
  readonly expire: () => void;
  older: Waiting | undefined;
  newer: Waiting | undefined;
}

/**
 * Promises that must settle before one and the same deadline, in real time. As all have the same deadline, what was added
 * first expires first: one timer, for the oldest, serves them all, and what happens in time costs a link in a list.
 */
export class DeadlineQueue {
  readonly #deadlineMs: number;
  #oldest: Waiting | undefined;
  #newest: Waiting | undefined;
  #isTimerSet = false;

  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
  }

  /**
   * Settles as the promise does, or resolves to {@linkcode MISSED} once the deadline has passed.
   *
   * @param threwLate Gets what the promise rejects with after that.
   */
  wait(promise: PromiseLike<unknown>, threwLate: (error: unknown) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let isMissed = false;
      const waiting = this.#add(() => {
        isMissed = true;
        resolve(MISSED);
      });
      // Of a promise this makes nothing new; other thenables may call back twice or at once.
      Promise.resolve(promise).then(
        (answer) => {
          if (isMissed) return;
          this.#remove(waiting);
          resolve(answer);
        },
        (error: unknown) => {
          if (isMissed) return threwLate(error);
          this.#remove(waiting);
          // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- what a module throws is handed on as it is
          reject(error);
        },
      );
    });
  }

  #add(expire: () => void): Waiting {
    const added: Waiting = {
      expiresAt: performance.now() + this.#deadlineMs,
      expire,
      older: this.#newest,
      newer: undefined,
    };
    if (this.#newest === undefined) this.#oldest = added;
    else this.#newest.newer = added;
    this.#newest = added;
    if (!this.#isTimerSet) this.#setTimer(this.#deadlineMs);
    return added;
  }

  #remove(removed: Waiting): void {
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
      this.#remove(oldest);
      oldest.expire();
    }
    if (this.#oldest !== undefined && !this.#isTimerSet) this.#setTimer(this.#oldest.expiresAt - now);
  }
}
