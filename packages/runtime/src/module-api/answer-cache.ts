/**
 * Answers by key, the least recently used forgotten first. An answer that is still being computed is in the cache too, so
 * that calls with one key share one execution. Failures are forgotten; so is what was invalidated while it was computed.
 */
export class AnswerCache<Answer = unknown> {
  readonly #maxEntries: number;
  readonly #answers = new Map<string, Promise<Answer>>();

  constructor(maxEntries: number) {
    if (!Number.isInteger(maxEntries) || maxEntries < 1) {
      throw new RangeError(`A cache holds at least one entry, not ${maxEntries}`);
    }
    this.#maxEntries = maxEntries;
  }

  /** The answer under the key, computed where there is none. */
  get(key: string, compute: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(key);
    if (known !== undefined) {
      this.#answers.delete(key);
      this.#answers.set(key, known);
      return known;
    }
    const answer = compute();
    this.#answers.set(key, answer);
    if (this.#answers.size > this.#maxEntries) this.#forgetOldest();
    answer.catch(() => this.#answers.get(key) === answer && this.#answers.delete(key));
    return answer;
  }

  forget(key: string): void {
    this.#answers.delete(key);
  }

  #forgetOldest(): void {
    for (const key of this.#answers.keys()) {
      this.#answers.delete(key);
      return;
    }
  }
}
