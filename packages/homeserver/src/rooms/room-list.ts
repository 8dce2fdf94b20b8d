import type { ListedRoom, PageOptions, RoomAlias, RoomId, RoomIdsPage, RoomsPage, RoomsPageOptions } from '@bouton/sdk';
import { pageOf } from '../lib/page.ts';
import type { Database } from '../storage/database.ts';
import type { Room, RoomStore } from './room-store.ts';

/** Lists all rooms, as administrators see them. */
export class RoomList {
  readonly #database: Database;
  readonly #rooms: RoomStore;

  constructor(database: Database, rooms: RoomStore) {
    this.#database = database;
    this.#rooms = rooms;
  }

  /** One page of rooms, by their IDs. @throws {RangeError} If the page makes no sense. */
  list({ searchTerm, publicRooms, emptyRooms, ...options }: RoomsPageOptions): RoomsPage {
    const { from, limit } = pageOf(options);
    const found = this.#database
      .all<{ roomId: RoomId }>('SELECT room_id AS roomId FROM rooms ORDER BY room_id')
      .flatMap(({ roomId }) => this.#rooms.room(roomId) ?? [])
      .filter(
        ({ roomId, isPublic }) =>
          (publicRooms === undefined || isPublic === publicRooms) &&
          (emptyRooms === undefined || this.#rooms.hasMembers(roomId) !== emptyRooms) &&
          (searchTerm === undefined || this.#matches(roomId, searchTerm)),
      );
    return { rooms: found.slice(from, from + limit).map((room) => this.describe(room)), total: found.length };
  }

  /** One page of the rooms whose current state has an event of a type. @throws {RangeError} If the page makes no sense. */
  withStateType(eventType: string, options: PageOptions): RoomIdsPage {
    const { from, limit } = pageOf(options);
    const rooms = this.#database.all<{ roomId: RoomId }>(
      'SELECT DISTINCT room_id AS roomId FROM current_state WHERE type = ? ORDER BY room_id LIMIT ? OFFSET ?',
      eventType,
      limit,
      from,
    );
    const sql = 'SELECT COUNT(DISTINCT room_id) AS total FROM current_state WHERE type = ?';
    const total = this.#database.get<{ total: number }>(sql, eventType)?.total ?? 0;
    return { rooms: rooms.map(({ roomId }) => roomId), total };
  }

  /** What administrators see of a room in a list. */
  describe({ roomId, version, creator, isPublic }: Room): ListedRoom {
    const members = this.#rooms.members(roomId, 'join').length;
    return {
      roomId,
      name: this.#text(roomId, 'm.room.name', 'name'),
      canonicalAlias: this.#text(roomId, 'm.room.canonical_alias', 'alias') as RoomAlias | null,
      joinedMembers: members,
      // There is no federation.
      joinedLocalMembers: members,
      version,
      creator,
      encryption: this.#text(roomId, 'm.room.encryption', 'algorithm'),
      public: isPublic,
      joinRules: this.#text(roomId, 'm.room.join_rules', 'join_rule'),
      roomType: this.#text(roomId, 'm.room.create', 'type'),
    };
  }

  #matches(roomId: RoomId, searchTerm: string): boolean {
    const term = searchTerm.toLowerCase();
    const name = this.#text(roomId, 'm.room.name', 'name')?.toLowerCase();
    const alias = this.#text(roomId, 'm.room.canonical_alias', 'alias')?.toLowerCase();
    const localpart = alias?.slice(1, alias.indexOf(':'));
    return roomId === searchTerm || [name, localpart].some((text) => text?.includes(term) === true);
  }

  #text(roomId: RoomId, type: string, key: string): string | null {
    const value = this.#rooms.stateEvent(roomId, type, '')?.event.content[key];
    return typeof value === 'string' ? value : null;
  }
}
