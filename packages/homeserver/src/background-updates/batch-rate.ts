/** How much the latest batch counts in the averages. */
const WEIGHT = 0.1;

/** How fast the batches of a background update are, as Synapse reckons: the later ones count more. */
export class BatchRate {
  totalItems = 0;
  totalMs = 0;
  #averageItems = 0;
  #averageMs = 0;

  /** A batch is done. */
  add(items: number, durationMs: number): void {
    this.totalItems += items;
    this.totalMs += durationMs;
    this.#averageItems += WEIGHT * (items - this.#averageItems);
    this.#averageMs += WEIGHT * (durationMs - this.#averageMs);
  }

  /** Undefined before anything was done. */
  get itemsPerMs(): number | undefined {
    if (this.totalItems === 0) return undefined;
    return this.#averageMs === 0 ? 0 : this.#averageItems / this.#averageMs;
  }
}
