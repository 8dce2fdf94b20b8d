import { isRoomId, isUserId, type ModuleApi, type RoomId, type SqlRow, type UserId } from '@bouton/sdk';

/** A link by which users join a room. */
export interface InviteLink {
  /** What the link consists of: whoever knows it can use it. */
  readonly token: string;
  readonly roomId: RoomId;
  /** Who made it, and invites. */
  readonly creator: UserId;
  readonly usesLeft: number;
  /** Milliseconds since the epoch. */
  readonly expiresTs: number;
}

const COLUMNS = 'token, room_id, creator, uses_left, expires_ts';

/** The links, in a table of the homeserver's database. */
export class LinkStore {
  constructor(private readonly api: ModuleApi) {}

  async createTable(): Promise<void> {
    await this.api.runDbInteraction('invite_links_create_table', async (transaction) => {
      await transaction.executeBatch([
        {
          sql: `CREATE TABLE IF NOT EXISTS invite_links (
            token TEXT PRIMARY KEY,
            room_id TEXT NOT NULL,
            creator TEXT NOT NULL,
            uses_left INTEGER NOT NULL,
            expires_ts BIGINT NOT NULL
          )`,
        },
        { sql: 'CREATE INDEX IF NOT EXISTS invite_links_creator ON invite_links (creator)' },
      ]);
    });
  }

  async add({ token, roomId, creator, usesLeft, expiresTs }: InviteLink): Promise<void> {
    await this.api.runDbInteraction('invite_links_add', (transaction) =>
      transaction.execute(`INSERT INTO invite_links (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`, [
        token,
        roomId,
        creator,
        usesLeft,
        expiresTs,
      ]),
    );
  }

  /** The links of a user that can still be used, the first to expire first. */
  async of(creator: UserId, now: number): Promise<readonly InviteLink[]> {
    return this.api.runDbInteraction('invite_links_of', async (transaction) => {
      await transaction.execute(
        `SELECT ${COLUMNS} FROM invite_links WHERE creator = ? AND uses_left > 0 AND expires_ts > ? ORDER BY expires_ts, token`,
        [creator, now],
      );
      return (await transaction.fetchAll()).map(linkOf);
    });
  }

  /** Takes one use from a link; undefined if it cannot be used. Two who take the last one do not both get it. */
  async take(token: string, now: number): Promise<InviteLink | undefined> {
    return this.api.runDbInteraction('invite_links_take', async (transaction) => {
      await transaction.execute(
        'UPDATE invite_links SET uses_left = uses_left - 1 WHERE token = ? AND uses_left > 0 AND expires_ts > ?',
        [token, now],
      );
      if (transaction.rowCount === 0) return undefined;
      await transaction.execute(`SELECT ${COLUMNS} FROM invite_links WHERE token = ?`, [token]);
      const row = await transaction.fetchOne();
      return row && linkOf(row);
    });
  }

  /** Gives back a use that was taken for nothing. */
  async giveBack(token: string): Promise<void> {
    await this.api.runDbInteraction('invite_links_give_back', (transaction) =>
      transaction.execute('UPDATE invite_links SET uses_left = uses_left + 1 WHERE token = ?', [token]),
    );
  }

  async remove(token: string): Promise<void> {
    await this.api.runDbInteraction('invite_links_remove', (transaction) =>
      transaction.execute('DELETE FROM invite_links WHERE token = ?', [token]),
    );
  }
}

function linkOf([token, roomId, creator, usesLeft, expiresTs]: SqlRow): InviteLink {
  if (!isRoomId(roomId) || !isUserId(creator)) throw new TypeError('A row of invite_links holds no link');
  return {
    token: String(token),
    roomId,
    creator,
    usesLeft: Number(usesLeft),
    expiresTs: Number(expiresTs),
  };
}
