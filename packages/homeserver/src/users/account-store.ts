import type { UserId, UserInfo } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';

/** A new account, as it is stored. */
export interface NewAccount {
  readonly userId: UserId;
  /** Null: nobody can log in with a password. */
  readonly passwordHash: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly isAdmin: boolean;
  readonly isShadowBanned: boolean;
  readonly userType: string | null;
  readonly displayname: string;
}

/** The flags of an account that can change. */
export type AccountFlag = 'is_admin' | 'is_deactivated' | 'is_erased' | 'is_shadow_banned' | 'is_parting';

interface UserRow {
  readonly user_id: UserId;
  readonly created_at: number;
  readonly is_admin: number;
  readonly is_deactivated: number;
  readonly is_shadow_banned: number;
  readonly user_type: string | null;
}

/** Accounts in the database. What changes rows stands within a write. */
export class AccountStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get(userId: UserId): UserInfo | undefined {
    const row = this.#database.get<UserRow>(
      `SELECT user_id, created_at, is_admin, is_deactivated, is_shadow_banned, user_type FROM users WHERE user_id = ?`,
      userId,
    );
    return (
      row && {
        userId: row.user_id,
        appServiceId: null,
        userType: row.user_type,
        creationTs: row.created_at,
        isAdmin: row.is_admin === 1,
        isDeactivated: row.is_deactivated === 1,
        isGuest: false,
        isShadowBanned: row.is_shadow_banned === 1,
        approved: true,
        locked: false,
        suspended: false,
      }
    );
  }

  /** The IDs that differ from this one in nothing but case. */
  regardlessOfCase(userId: string): UserId[] {
    return this.#database
      .all<{ user_id: UserId }>('SELECT user_id FROM users WHERE lower(user_id) = lower(?)', userId)
      .map(({ user_id }) => user_id);
  }

  /** The hash of the user's password; null without a password or a user. */
  passwordHash(userId: UserId): string | null {
    const row = this.#database.get<{ password_hash: string | null }>(
      'SELECT password_hash FROM users WHERE user_id = ?',
      userId,
    );
    return row?.password_hash ?? null;
  }

  /** Users that were deactivated, and are still to be taken out of rooms. */
  parting(): UserId[] {
    return this.#database
      .all<{ user_id: UserId }>('SELECT user_id FROM users WHERE is_parting = 1')
      .map(({ user_id }) => user_id);
  }

  isErased(userId: UserId): boolean {
    return this.#database.get('SELECT 1 FROM users WHERE user_id = ? AND is_erased = 1', userId) !== undefined;
  }

  insert(account: NewAccount): void {
    this.#database.run(
      `INSERT INTO users (user_id, password_hash, created_at, is_admin, is_shadow_banned, user_type)
       VALUES (?, ?, ?, ?, ?, ?)`,
      account.userId,
      account.passwordHash,
      account.createdAt,
      Number(account.isAdmin),
      Number(account.isShadowBanned),
      account.userType,
    );
    this.#database.run(
      'INSERT INTO profiles (user_id, displayname) VALUES (?, ?)',
      account.userId,
      account.displayname,
    );
  }

  /** Returns whether there is such a user. */
  setFlag(userId: UserId, flag: AccountFlag, value: boolean): boolean {
    return this.#database.run(`UPDATE users SET ${flag} = ? WHERE user_id = ?`, Number(value), userId) > 0;
  }

  setPasswordHash(userId: UserId, passwordHash: string | null): void {
    this.#database.run('UPDATE users SET password_hash = ? WHERE user_id = ?', passwordHash, userId);
  }

  setUserType(userId: UserId, userType: string | null): void {
    this.#database.run('UPDATE users SET user_type = ? WHERE user_id = ?', userType, userId);
  }
}
