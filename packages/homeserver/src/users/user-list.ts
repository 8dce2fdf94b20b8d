import type { ListedUser, UserId, UsersPage, UsersPageOptions } from '@bouton/sdk';
import { pageOf } from '../lib/page.ts';
import type { Database } from '../storage/database.ts';

interface UserRow {
  readonly userId: UserId;
  readonly displayname: string | null;
  readonly avatarUrl: string | null;
  readonly userType: string | null;
  readonly creationTs: number;
  readonly isAdmin: number;
  readonly isDeactivated: number;
}

/** Lists the local users, as administrators see them. */
export class UserList {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** One page of users, by their IDs. There are no guests. @throws {RangeError} If the page makes no sense. */
  list({ name, deactivated, admins, ...options }: UsersPageOptions): UsersPage {
    const { from, limit } = pageOf(options);
    const users = `FROM users LEFT JOIN profiles USING (user_id)
      WHERE (?1 IS NULL OR instr(lower(substr(user_id, 2, instr(user_id, ':') - 2)), ?1) > 0
          OR instr(lower(displayname), ?1) > 0)
        AND (?2 IS NULL OR is_deactivated = ?2) AND (?3 IS NULL OR is_admin = ?3)`;
    const wanted = [name?.toLowerCase() ?? null, flag(deactivated), flag(admins)] as const;
    const rows = this.#database.all<UserRow>(
      `SELECT user_id AS userId, displayname, avatar_url AS avatarUrl, user_type AS userType, created_at AS creationTs,
         is_admin AS isAdmin, is_deactivated AS isDeactivated
       ${users} ORDER BY user_id LIMIT ?4 OFFSET ?5`,
      ...wanted,
      limit,
      from,
    );
    const total = this.#database.get<{ total: number }>(`SELECT COUNT(*) AS total ${users}`, ...wanted)?.total ?? 0;
    return { users: rows.map((row) => toListedUser(row)), total };
  }
}

function flag(value: boolean | undefined): number | null {
  return value === undefined ? null : Number(value);
}

function toListedUser({ isAdmin, isDeactivated, ...user }: UserRow): ListedUser {
  return { ...user, isAdmin: isAdmin === 1, isDeactivated: isDeactivated === 1, isGuest: false };
}
