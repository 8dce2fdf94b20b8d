import type { Database } from './database.ts';

/** How many numbers are claimed at a time, so that a restart never gives one again. */
const CLAIM = 10_000;

/** How many claimed numbers are left when the next are claimed. */
const RESERVE = CLAIM / 2;

/**
 * The one sequence that orders everything a client can be told: events, receipts, account data, typing, presence. A sync
 * token is a place in it.
 */
export class StreamSequence {
  readonly #database: Database;
  #current: number;
  #claimed: number;
  #isClaiming = false;

  constructor(database: Database) {
    this.#database = database;
    database.execute('CREATE TABLE IF NOT EXISTS stream_sequence (claimed INTEGER NOT NULL)');
    const row = database.get<{ claimed: number }>('SELECT claimed FROM stream_sequence');
    this.#current = row?.claimed ?? 0;
    this.#claimed = this.#current + CLAIM;
    database.execute(
      row === undefined
        ? `INSERT INTO stream_sequence VALUES (${this.#claimed})`
        : `UPDATE stream_sequence SET claimed = ${this.#claimed}`,
    );
  }

  /** The place of the newest entry. */
  get current(): number {
    return this.#current;
  }

  /** A new place. What is to be stored takes it within the write that stores it, so that it is never seen before. */
  next(): number {
    this.#current += 1;
    if (this.#current > this.#claimed - RESERVE) this.#claim();
    return this.#current;
  }

  /** In a write like others: somebody else's turn to write may hold it up, and what is stored after it comes after it. */
  #claim(): void {
    if (this.#isClaiming || this.#database.isWithinTurn()) return;
    this.#isClaiming = true;
    const claimed = this.#current + CLAIM;
    this.#database
      .write(() => this.#database.run('UPDATE stream_sequence SET claimed = ?', claimed))
      .then(() => (this.#claimed = claimed))
      // The next number tries again.
      .catch(() => undefined)
      .finally(() => (this.#isClaiming = false));
  }
}
