import type { Database } from './database.ts';

/** How many numbers are claimed at a time, so that a restart never gives one again. */
const CLAIM = 10_000;

/**
 * The one sequence that orders everything a client can be told: events, receipts, account data, typing, presence. A sync
 * token is a place in it.
 */
export class StreamSequence {
  readonly #database: Database;
  #current: number;
  #claimed: number;

  constructor(database: Database) {
    this.#database = database;
    database.execute('CREATE TABLE IF NOT EXISTS stream_sequence (claimed INTEGER NOT NULL)');
    const row = database.get<{ claimed: number }>('SELECT claimed FROM stream_sequence');
    if (row === undefined) database.execute('INSERT INTO stream_sequence VALUES (0)');
    this.#current = row?.claimed ?? 0;
    this.#claimed = this.#current;
  }

  /** The place of the newest entry. */
  get current(): number {
    return this.#current;
  }

  /** A new place. What is to be stored takes it within the write that stores it, so that it is never seen before. */
  next(): number {
    this.#current += 1;
    if (this.#current > this.#claimed) {
      this.#claimed = this.#current + CLAIM;
      this.#database.execute(`UPDATE stream_sequence SET claimed = ${this.#claimed}`);
    }
    return this.#current;
  }
}
