/** How much a cache keeps. */
export interface CacheLimits {
  readonly maxEntries: number;
  /** For how long an answer is kept when it has come, in milliseconds; without it, until it is forgotten. */
  readonly maxAgeMs?: number | undefined;
}

interface Entry<Answer> {
  readonly answer: Promise<Answer>;
  /** Until when it is kept: for ever, while it is being computed. */
  until: number;
}

/**
 * Answers by key, the least recently used forgotten first. An answer that is still being computed is in the cache too, so
 * that calls with one key share one execution. Failures are forgotten; so is what was invalidated while it was computed.
 */
export class AnswerCache<Answer = unknown> {
  readonly #limits: CacheLimits;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry<Answer>>();

  /**
   * @param now The time, in milliseconds since the epoch.
   * @throws {RangeError} If a limit is not positive, or `maxEntries` is not an integer.
   */
  constructor(limits: CacheLimits, now: () => number) {
    const { maxEntries, maxAgeMs = Infinity } = limits;
    if (!Number.isInteger(maxEntries) || maxEntries < 1) {
      throw new RangeError(`A cache holds at least one entry, not ${maxEntries}`);
    }
    if (!(maxAgeMs > 0)) throw new RangeError(`A cache keeps answers for longer than 0 ms, not for ${maxAgeMs}`);
    this.#limits = limits;
    this.#now = now;
  }

  /** The answer under the key, computed if there is none, or one that is too old. */
  get(key: string, compute: () => Promise<Answer>): Promise<Answer> {
    const known = this.#entries.get(key);
    this.#entries.delete(key);
    if (known !== undefined && this.#now() < known.until) {
      this.#entries.set(key, known);
      return known.answer;
    }
    const entry: Entry<Answer> = { answer: compute(), until: Infinity };
    this.#entries.set(key, entry);
    if (this.#entries.size > this.#limits.maxEntries) this.#forgetOldest();
    entry.answer.then(
      () => (entry.until = this.#now() + (this.#limits.maxAgeMs ?? Infinity)),
      () => this.#entries.get(key) === entry && this.#entries.delete(key),
    );
    return entry.answer;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  #forgetOldest(): void {
    for (const key of this.#entries.keys()) {
      this.#entries.delete(key);
      return;
    }
  }
}
