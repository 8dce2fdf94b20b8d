import { randomBytes } from 'node:crypto';
import type { Requester, UserId } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';
import { tokenHash } from './token-hash.ts';
import { localpartOf } from './user-id.ts';

/** A token that was deleted. */
export interface DeletedToken {
  readonly deviceId: string;
  /** Empty if the token was not used since the homeserver started: only its hash is stored. */
  readonly accessToken: string;
}

interface TokenRow {
  readonly user_id: UserId;
  readonly device_id: string;
  readonly is_shadow_banned: number;
}

/** Access tokens. The database holds their SHA-256 hashes; the tokens that were used since the start are remembered. */
export class AccessTokens {
  readonly #database: Database;
  readonly #tokens = new Map<string, string>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Makes a token for a device; only within a write. */
  issue(userId: UserId, deviceId: string): string {
    const accessToken = `syt_${Buffer.from(localpartOf(userId)).toString('base64url')}_${randomBytes(24).toString('base64url')}`;
    const hash = tokenHash(accessToken);
    this.#database.run('INSERT INTO access_tokens VALUES (?, ?, ?)', hash, userId, deviceId);
    this.#tokens.set(hash, accessToken);
    return accessToken;
  }

  /** Whom the token belongs to; undefined if it is unknown, or its user deactivated. */
  requester(accessToken: string): Requester | undefined {
    const hash = tokenHash(accessToken);
    const row = this.#database.get<TokenRow>(
      `SELECT user_id, device_id, is_shadow_banned FROM access_tokens JOIN users USING (user_id)
       WHERE token_hash = ? AND NOT is_deactivated`,
      hash,
    );
    if (row === undefined) return undefined;
    this.#tokens.set(hash, accessToken);
    return Object.freeze({
      user: row.user_id,
      deviceId: row.device_id,
      isGuest: false,
      shadowBanned: row.is_shadow_banned === 1,
      appServiceId: null,
      authenticatedEntity: row.user_id,
    });
  }

  /** Deletes the tokens of a device; only within a write. */
  deleteOfDevice(userId: UserId, deviceId: string): DeletedToken[] {
    const rows = this.#database.all<{ token_hash: string }>(
      'DELETE FROM access_tokens WHERE user_id = ? AND device_id = ? RETURNING token_hash',
      userId,
      deviceId,
    );
    return rows.map(({ token_hash }) => {
      const accessToken = this.#tokens.get(token_hash) ?? '';
      this.#tokens.delete(token_hash);
      return { deviceId, accessToken };
    });
  }
}
