import { setImmediate } from 'node:timers/promises';
import type { Clock, Timer } from './clock.ts';

interface PendingTimer {
  readonly dueAt: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told to move. Timers of the same time call back in the order they were set. */
export class ManualClock implements Clock {
  #now: number;
  readonly #timers = new Set<PendingTimer>();

  /** @param startAt Milliseconds since the epoch. */
  constructor(startAt: number = Date.UTC(2026, 0, 1)) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  setTimer(delayMs: number, callback: () => void): Timer {
    const timer: PendingTimer = { dueAt: this.#now + Math.max(0, delayMs), callback };
    this.#timers.add(timer);
    return { cancel: () => void this.#timers.delete(timer) };
  }

  /**
   * Moves on by so many milliseconds and calls back every timer on the way, at its own time. After each, what it began
   * gets a turn of the event loop, so that timers set by it are called as well where they fall due.
   */
  async advance(ms: number): Promise<void> {
    if (!(ms >= 0)) throw new RangeError(`A clock cannot move by ${ms} ms; it moves forwards`);
    const target = this.#now + ms;
    for (let timer = this.#nextUntil(target); timer !== undefined; timer = this.#nextUntil(target)) {
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, timer.dueAt);
      timer.callback();
      await setImmediate();
    }
    this.#now = target;
  }

  #nextUntil(target: number): PendingTimer | undefined {
    let next: PendingTimer | undefined;
    for (const timer of this.#timers) {
      if (timer.dueAt <= target && (next === undefined || timer.dueAt < next.dueAt)) next = timer;
    }
    return next;
  }
}
