import type { JsonObject } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';

/** The background updates that are not done, in the database. What changes them belongs within `database.write`. */
export class BackgroundUpdateStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The names of those that are to be done, in their order. */
  pending(): string[] {
    return this.#database
      .all<{ update_name: string }>('SELECT update_name FROM background_updates ORDER BY ordering')
      .map(({ update_name }) => update_name);
  }

  progress(name: string): JsonObject {
    const sql = 'SELECT progress FROM background_updates WHERE update_name = ?';
    return JSON.parse(this.#database.get<{ progress: string }>(sql, name)?.progress ?? '{}') as JsonObject;
  }

  /** Puts an update at the end of the queue. Returns whether it was not in it. */
  add(name: string, progress: JsonObject): boolean {
    const sql = 'INSERT OR IGNORE INTO background_updates (update_name, progress) VALUES (?, ?)';
    return this.#database.run(sql, name, JSON.stringify(progress)) === 1;
  }

  setProgress(name: string, progress: JsonObject): void {
    const sql = 'UPDATE background_updates SET progress = ? WHERE update_name = ?';
    this.#database.run(sql, JSON.stringify(progress), name);
  }

  /** The update is done. */
  remove(name: string): void {
    this.#database.run('DELETE FROM background_updates WHERE update_name = ?', name);
  }
}
