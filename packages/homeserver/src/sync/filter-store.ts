import { Codes, SynapseError, type UserId } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';
import { syncFilterSchema, type SyncFilter } from '../events/event-filter.ts';

/** The filters that users have stored, each under a number of its own. */
export class FilterStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Stores a filter, and returns its ID; the same filter keeps its ID. */
  add(userId: UserId, filter: SyncFilter): Promise<string> {
    const json = JSON.stringify(filter);
    return this.#database.write(() => {
      const known = this.#database.get<{ filter_id: number }>(
        'SELECT filter_id FROM filters WHERE user_id = ? AND filter = ?',
        userId,
        json,
      );
      if (known !== undefined) return String(known.filter_id);
      const newest = this.#database.get<{ filter_id: number }>(
        'SELECT filter_id FROM filters WHERE user_id = ? ORDER BY filter_id DESC LIMIT 1',
        userId,
      );
      const next = newest === undefined ? 0 : newest.filter_id + 1;
      this.#database.run('INSERT INTO filters (user_id, filter_id, filter) VALUES (?, ?, ?)', userId, next, json);
      return String(next);
    });
  }

  /** @throws {SynapseError} 404 `M_NOT_FOUND` if the user has no such filter. */
  get(userId: UserId, filterId: string): SyncFilter {
    const row = /^\d{1,15}$/.test(filterId)
      ? this.#database.get<{ filter: string }>(
          'SELECT filter FROM filters WHERE user_id = ? AND filter_id = ?',
          userId,
          Number(filterId),
        )
      : undefined;
    if (row === undefined) throw new SynapseError(404, 'No such filter', Codes.NOT_FOUND);
    return syncFilterSchema.parse(JSON.parse(row.filter));
  }
}
