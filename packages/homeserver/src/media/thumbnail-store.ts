import type { Database } from '../storage/database.ts';
import type { Thumbnail, ThumbnailKey } from './thumbnail.ts';

const COLUMNS = 'width, height, method, type, length';

/** The thumbnails that are kept, in the database. */
export class ThumbnailStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All thumbnails of a file, the oldest first. */
  of(mediaId: string): Thumbnail[] {
    return this.#database.all(`SELECT ${COLUMNS} FROM media_thumbnails WHERE media_id = ? ORDER BY rowid`, mediaId);
  }

  get(mediaId: string, { width, height, method, type }: ThumbnailKey): Thumbnail | undefined {
    const sql = `SELECT ${COLUMNS} FROM media_thumbnails
      WHERE media_id = ? AND width = ? AND height = ? AND method = ? AND type = ?`;
    return this.#database.get(sql, mediaId, width, height, method, type);
  }

  /** Adds a thumbnail, in the place of one that was made before. Resolves once it is durable. */
  async add(mediaId: string, { width, height, method, type, length }: Thumbnail): Promise<void> {
    const sql = `INSERT INTO media_thumbnails (media_id, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET length = excluded.length`;
    await this.#database.write(() => this.#database.run(sql, mediaId, width, height, method, type, length));
  }
}
