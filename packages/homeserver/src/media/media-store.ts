import type { UserId } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';

/** An uploaded file. */
export interface Media {
  readonly mediaId: string;
  readonly userId: UserId;
  /** The media type, as the client gave it: `image/png`. */
  readonly mediaType: string;
  /** The file's name, where the client gave one. */
  readonly uploadName: string | null;
  /** In bytes. */
  readonly length: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** The uploaded files in the database. */
export class MediaStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get(mediaId: string): Media | undefined {
    return this.#database.get<Media>(
      `SELECT media_id AS mediaId, user_id AS userId, media_type AS mediaType, upload_name AS uploadName, length,
         created_at AS createdAt
       FROM media WHERE media_id = ?`,
      mediaId,
    );
  }

  /** How many bytes a user has uploaded after a time. */
  uploadedSince(userId: UserId, since: number): number {
    const row = this.#database.get<{ total: number | null }>(
      'SELECT SUM(length) AS total FROM media WHERE user_id = ? AND created_at > ?',
      userId,
      since,
    );
    return row?.total ?? 0;
  }

  /** Resolves once it is durable. */
  async add({ mediaId, userId, mediaType, uploadName, length, createdAt }: Media): Promise<void> {
    const sql =
      'INSERT INTO media (media_id, user_id, media_type, upload_name, length, created_at) VALUES (?, ?, ?, ?, ?, ?)';
    await this.#database.write(() =>
      this.#database.run(sql, mediaId, userId, mediaType, uploadName, length, createdAt),
    );
  }
}
