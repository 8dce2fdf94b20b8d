import type { ExternalId, UserId } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';

/** Who the users are at identity providers. */
export class ExternalIds {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Who the user is at identity providers. */
  list(userId: UserId): ExternalId[] {
    return this.#database.all(
      `SELECT auth_provider AS authProvider, external_id AS externalId FROM external_ids
       WHERE user_id = ? ORDER BY auth_provider, external_id`,
      userId,
    );
  }

  /** Whom an ID belongs to; undefined if it belongs to nobody. */
  owner({ authProvider, externalId }: ExternalId): UserId | undefined {
    return this.#database.get<{ user_id: UserId }>(
      'SELECT user_id FROM external_ids WHERE auth_provider = ? AND external_id = ?',
      authProvider,
      externalId,
    )?.user_id;
  }

  /** Gives a user an ID. @throws {Error} If it belongs to another user. */
  async record(userId: UserId, id: ExternalId): Promise<void> {
    await this.#database.write(() => this.#add(userId, id));
  }

  /** Lets a user have exactly these IDs. @throws {Error} If one of them belongs to another user; then nothing changes. */
  async replace(userId: UserId, ids: readonly ExternalId[]): Promise<void> {
    await this.#database.write(() => {
      this.#database.run('DELETE FROM external_ids WHERE user_id = ?', userId);
      for (const id of ids) this.#add(userId, id);
    });
  }

  #add(userId: UserId, id: ExternalId): void {
    const owner = this.owner(id);
    if (owner !== undefined && owner !== userId) {
      throw new Error(`${userId} cannot be "${id.externalId}" at ${id.authProvider}: that is ${owner}`);
    }
    this.#database.run(
      'INSERT INTO external_ids VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      id.authProvider,
      id.externalId,
      userId,
    );
  }
}
