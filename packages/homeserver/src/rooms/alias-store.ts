import type { RoomAlias, RoomId, UserId } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';

/** Where an alias points, and who made it. */
export interface AliasAssociation {
  readonly roomId: RoomId;
  readonly creator: UserId;
}

/** The aliases of this homeserver's rooms. What changes them belongs within `database.write`. */
export class AliasStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get(alias: RoomAlias): AliasAssociation | undefined {
    return this.#database.get('SELECT room_id AS roomId, creator FROM room_aliases WHERE room_alias = ?', alias);
  }

  /** The room's aliases, in alphabetical order. */
  ofRoom(roomId: RoomId): RoomAlias[] {
    return this.#database
      .all<{ room_alias: RoomAlias }>(
        'SELECT room_alias FROM room_aliases WHERE room_id = ? ORDER BY room_alias',
        roomId,
      )
      .map(({ room_alias }) => room_alias);
  }

  /** Whether the alias was free. */
  add(alias: RoomAlias, roomId: RoomId, creator: UserId): boolean {
    return (
      this.#database.run(
        'INSERT OR IGNORE INTO room_aliases (room_alias, room_id, creator) VALUES (?, ?, ?)',
        alias,
        roomId,
        creator,
      ) === 1
    );
  }

  /** Whether there was such an alias. */
  remove(alias: RoomAlias): boolean {
    return this.#database.run('DELETE FROM room_aliases WHERE room_alias = ?', alias) === 1;
  }

  /** Lets all aliases of one room point to another. */
  move(from: RoomId, to: RoomId): void {
    this.#database.run('UPDATE room_aliases SET room_id = ? WHERE room_id = ?', to, from);
  }
}
