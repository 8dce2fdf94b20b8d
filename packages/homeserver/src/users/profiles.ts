import type { ProfileInfo, UserId } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';

/** A field of a profile, under its name in the spec. */
export type ProfileField = 'displayname' | 'avatar_url';

/** Whether nothing is set in a profile. */
export function isEmpty({ displayName, avatarUrl }: ProfileInfo): boolean {
  return displayName === null && avatarUrl === null;
}

/** Users' profiles in the database. */
export class Profiles {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A local user's profile; both fields are null if there is none. */
  get(userId: UserId): ProfileInfo {
    return this.find(userId) ?? { avatarUrl: null, displayName: null };
  }

  /** A local user's profile; undefined if there is none. */
  find(userId: UserId): ProfileInfo | undefined {
    return this.#database.get<{ avatarUrl: string | null; displayName: string | null }>(
      'SELECT avatar_url AS avatarUrl, displayname AS displayName FROM profiles WHERE user_id = ?',
      userId,
    );
  }

  /** Sets one field. Resolves once it is durable. */
  async set(userId: UserId, field: ProfileField, value: string | null): Promise<void> {
    await this.#database.write(() =>
      this.#database.run(
        `INSERT INTO profiles (user_id, ${field}) VALUES (?, ?) ON CONFLICT DO UPDATE SET ${field} = excluded.${field}`,
        userId,
        value,
      ),
    );
  }

  /** Deletes the profile of an erased user. */
  async delete(userId: UserId): Promise<void> {
    await this.#database.write(() => this.#database.run('DELETE FROM profiles WHERE user_id = ?', userId));
  }
}
