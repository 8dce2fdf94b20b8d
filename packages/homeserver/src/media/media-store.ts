import type { UserId } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';

/** An uploaded file. */
export interface Media {
  readonly mediaId: string;
  readonly userId: UserId;
  /** The media type, as the client gave it: `image/png`. */
  readonly mediaType: string;
  /** The file's name, if the client gave one. */
  readonly uploadName: string | null;
  /** In bytes. */
  readonly length: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Of the file, in hexadecimal; null if an earlier version stored it, and nobody has hashed it yet. */
  readonly sha256: string | null;
  /** Who keeps the file from being served: an administrator, or `system`; null: nobody. */
  readonly quarantinedBy: string | null;
}

const PENDING_COLUMNS = 'media_id AS mediaId, user_id AS userId, created_at AS createdAt';

/** A file that is added. */
export type NewMedia = Omit<Media, 'sha256' | 'quarantinedBy'> & { readonly sha256: string };

/** An address without a file. */
export type PendingMedia = Pick<Media, 'mediaId' | 'userId' | 'createdAt'>;

/** What a file with this hash is in quarantine for: the content of another. */
const QUARANTINED_AS =
  "(SELECT 'system' FROM media AS other WHERE other.sha256 = ? AND other.quarantined_by IS NOT NULL LIMIT 1)";

/** The uploaded files in the database. */
export class MediaStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get(mediaId: string): Media | undefined {
    return this.#database.get<Media>(
      `SELECT media_id AS mediaId, user_id AS userId, media_type AS mediaType, upload_name AS uploadName, length,
         created_at AS createdAt, sha256, quarantined_by AS quarantinedBy
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

  /** Resolves once it is durable. What has the same content as a file in quarantine comes there too. */
  async add({ mediaId, userId, mediaType, uploadName, length, createdAt, sha256 }: NewMedia): Promise<void> {
    const sql = `INSERT INTO media
      (media_id, user_id, media_type, upload_name, length, created_at, sha256, quarantined_by, thumbnailed)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ${QUARANTINED_AS.replace('?', '?7')}, 1)`;
    await this.#database.write(() => {
      this.#database.run(sql, mediaId, userId, mediaType, uploadName, length, createdAt, sha256);
      this.#database.run('DELETE FROM pending_media WHERE media_id = ?', mediaId);
    });
  }

  /** An address that waits for its file, or did so in vain. */
  pending(mediaId: string): PendingMedia | undefined {
    return this.#database.get(`SELECT ${PENDING_COLUMNS} FROM pending_media WHERE media_id = ?`, mediaId);
  }

  /** The addresses of a user that wait for their files since a time or later, the oldest first. */
  pendingOf(userId: UserId, since: number): PendingMedia[] {
    const sql = `SELECT ${PENDING_COLUMNS} FROM pending_media WHERE user_id = ? AND created_at >= ? ORDER BY created_at`;
    return this.#database.all(sql, userId, since);
  }

  /** Adds an address, and forgets those from before a time. */
  async addPending({ mediaId, userId, createdAt }: PendingMedia, expiredBefore: number): Promise<void> {
    await this.#database.write(() => {
      this.#database.run('DELETE FROM pending_media WHERE user_id = ? AND created_at < ?', userId, expiredBefore);
      this.#database.run('INSERT INTO pending_media VALUES (?, ?, ?)', mediaId, userId, createdAt);
    });
  }

  /** Puts a file, and all with the same content, in quarantine; null takes them out. Returns whether there is such a file. */
  async quarantine(mediaId: string, quarantinedBy: UserId | null): Promise<boolean> {
    const sql = `UPDATE media SET quarantined_by = ?1
      WHERE media_id = ?2 OR sha256 = (SELECT sha256 FROM media WHERE media_id = ?2)`;
    return (await this.#database.write(() => this.#database.run(sql, quarantinedBy, mediaId))) > 0;
  }

  /** The next files without a hash, in the order of their IDs. */
  unhashedAfter(mediaId: string, limit: number): string[] {
    const sql = 'SELECT media_id FROM media WHERE sha256 IS NULL AND media_id > ? ORDER BY media_id LIMIT ?';
    return this.#database.all<{ media_id: string }>(sql, mediaId, limit).map(({ media_id }) => media_id);
  }

  /** The next files of which nobody has made thumbnails, in the order of their IDs. */
  unthumbnailedAfter(mediaId: string, limit: number): Pick<Media, 'mediaId' | 'mediaType'>[] {
    const sql = `SELECT media_id AS mediaId, media_type AS mediaType FROM media
      WHERE thumbnailed IS NULL AND media_id > ? ORDER BY media_id LIMIT ?`;
    return this.#database.all(sql, mediaId, limit);
  }

  /** Notes that the thumbnails of a file were made, as far as that can be done. Within `database.write`. */
  setThumbnailed(mediaId: string): void {
    this.#database.run('UPDATE media SET thumbnailed = 1 WHERE media_id = ?', mediaId);
  }

  /** Notes the hash of a file; whoever has the same content as a file in quarantine comes there too. Within `database.write`. */
  setHash(mediaId: string, sha256: string): void {
    this.#database.run('UPDATE media SET sha256 = ? WHERE media_id = ?', sha256, mediaId);
    const sql = `UPDATE media SET quarantined_by = ${QUARANTINED_AS} WHERE sha256 = ? AND quarantined_by IS NULL`;
    this.#database.run(sql, sha256, sha256);
  }
}
