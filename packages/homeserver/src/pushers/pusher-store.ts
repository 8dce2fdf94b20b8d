import type { JsonObject, UserId } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';

/** Which pusher is meant. */
export interface PusherKey {
  readonly userId: UserId;
  readonly appId: string;
  readonly pushkey: string;
}

/** Where a user wants to be told of notifications. https://spec.matrix.org/v1.16/client-server-api/#push-notifications */
export interface PusherConfig extends PusherKey {
  /** The device that set it. */
  readonly deviceId: string | null;
  /** `http`; others are kept, and nothing is sent there. */
  readonly kind: string;
  readonly appDisplayName: string;
  readonly deviceDisplayName: string;
  readonly profileTag: string;
  readonly lang: string | null;
  readonly data: JsonObject | null;
  /** Milliseconds since the epoch. */
  readonly setAt: number;
  /** The place of the newest event that was sent, or given up. */
  readonly sentTo: number;
  /** Since when it cannot be reached; null if it can. */
  readonly failingSince: number | null;
}

interface PusherRow extends Omit<PusherConfig, 'data'> {
  readonly data: string | null;
}

const SELECT = `SELECT user_id AS userId, app_id AS appId, pushkey, device_id AS deviceId, kind,
  app_display_name AS appDisplayName, device_display_name AS deviceDisplayName, profile_tag AS profileTag, lang, data,
  set_at AS setAt, sent_to AS sentTo, failing_since AS failingSince FROM pushers`;

/** Pushers in the database. */
export class PusherStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All pushers. */
  all(): PusherConfig[] {
    return this.#database.all<PusherRow>(SELECT).map(toConfig);
  }

  /** A user's pushers, oldest first. */
  ofUser(userId: UserId): PusherConfig[] {
    return this.#database.all<PusherRow>(`${SELECT} WHERE user_id = ? ORDER BY id`, userId).map(toConfig);
  }

  /** The pushers of all users with that key. */
  withPushkey(appId: string, pushkey: string): PusherConfig[] {
    return this.#database.all<PusherRow>(`${SELECT} WHERE app_id = ? AND pushkey = ?`, appId, pushkey).map(toConfig);
  }

  /** Adds a pusher, or replaces one. */
  async put(pusher: PusherConfig): Promise<void> {
    await this.#database.write(() =>
      this.#database.run(
        `INSERT INTO pushers (user_id, app_id, pushkey, device_id, kind, app_display_name, device_display_name,
           profile_tag, lang, data, set_at, sent_to, failing_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET device_id = excluded.device_id, kind = excluded.kind,
           app_display_name = excluded.app_display_name, device_display_name = excluded.device_display_name,
           profile_tag = excluded.profile_tag, lang = excluded.lang, data = excluded.data, set_at = excluded.set_at,
           sent_to = excluded.sent_to, failing_since = excluded.failing_since`,
        pusher.userId,
        pusher.appId,
        pusher.pushkey,
        pusher.deviceId,
        pusher.kind,
        pusher.appDisplayName,
        pusher.deviceDisplayName,
        pusher.profileTag,
        pusher.lang,
        pusher.data === null ? null : JSON.stringify(pusher.data),
        pusher.setAt,
        pusher.sentTo,
        pusher.failingSince,
      ),
    );
  }

  /** Notes how far a pusher is. Resolves to whether it is still there. */
  async setProgress(
    { userId, appId, pushkey }: PusherKey,
    { sentTo, failingSince }: Pick<PusherConfig, 'sentTo' | 'failingSince'>,
  ): Promise<boolean> {
    const sql = 'UPDATE pushers SET sent_to = ?, failing_since = ? WHERE user_id = ? AND app_id = ? AND pushkey = ?';
    const changed = await this.#database.write(() =>
      this.#database.run(sql, sentTo, failingSince, userId, appId, pushkey),
    );
    return changed > 0;
  }

  /** Removes a pusher. Does nothing if it is unknown. */
  async remove({ userId, appId, pushkey }: PusherKey): Promise<void> {
    const sql = 'DELETE FROM pushers WHERE user_id = ? AND app_id = ? AND pushkey = ?';
    await this.#database.write(() => this.#database.run(sql, userId, appId, pushkey));
  }
}

function toConfig(row: PusherRow): PusherConfig {
  return { ...row, data: row.data === null ? null : (JSON.parse(row.data) as JsonObject) };
}
