import type { Database } from '../storage/database.ts';

/** What an administrator set for a user. */
export interface RatelimitOverrideRow {
  readonly messagesPerSecond: number;
  readonly burstCount: number;
}

/** The users for whom an administrator set limits of their own. As in Synapse, only 0 messages per second has a meaning: no limits. */
export class RatelimitOverrides {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get(userId: string): RatelimitOverrideRow | undefined {
    return this.#database.get(
      `SELECT messages_per_second AS messagesPerSecond, burst_count AS burstCount
       FROM ratelimit_overrides WHERE user_id = ?`,
      userId,
    );
  }

  async set(userId: string, { messagesPerSecond, burstCount }: RatelimitOverrideRow): Promise<void> {
    const sql = 'INSERT OR REPLACE INTO ratelimit_overrides VALUES (?, ?, ?)';
    await this.#database.write(() => this.#database.run(sql, userId, messagesPerSecond, burstCount));
  }

  async remove(userId: string): Promise<void> {
    await this.#database.write(() => this.#database.run('DELETE FROM ratelimit_overrides WHERE user_id = ?', userId));
  }
}
