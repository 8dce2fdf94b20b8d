import type { JsonObject, JsonValue, RoomId } from '@bouton/sdk';
import type { Database } from '../storage/database.ts';
import { formatPublicRoomsToken, pageOf, parsePublicRoomsToken, type ListedRoom } from './public-rooms-page.ts';
import type { RoomStore } from './room-store.ts';

/** The most rooms in one answer. */
const MAX_ROOMS = 100;

const VISIBLE_JOIN_RULES: ReadonlySet<JsonValue | undefined> = new Set(['public', 'knock', 'knock_restricted']);

/** A part of the public room list. */
export interface PublicRoomsQuery {
  readonly limit?: number | undefined;
  /** A token of an earlier answer. */
  readonly since?: string | undefined;
  /** What the name, the topic or the canonical alias contains, whatever its case. */
  readonly searchTerm?: string | undefined;
  /** The types of room; null: rooms without a type. */
  readonly roomTypes?: readonly (string | null)[] | undefined;
}

/** The public room list: the largest rooms first. https://spec.matrix.org/v1.16/client-server-api/#get_matrixclientv3publicrooms */
export class PublicRooms {
  readonly #database: Database;
  readonly #rooms: RoomStore;

  constructor(database: Database, rooms: RoomStore) {
    this.#database = database;
    this.#rooms = rooms;
  }

  /** @throws {SynapseError} 400 `M_INVALID_PARAM` for an invalid `since`. */
  list({ limit = MAX_ROOMS, since, searchTerm, roomTypes }: PublicRoomsQuery): JsonObject {
    const listed = this.#listed();
    const entries = listed
      .map((room) => ({ room, entry: this.#entry(room) }))
      .filter(({ entry }) => matchesTerm(entry, searchTerm) && matchesType(entry, roomTypes));
    const { start, end } = pageOf(
      entries.map(({ room }) => room),
      Math.min(limit, MAX_ROOMS),
      since === undefined ? undefined : parsePublicRoomsToken(since),
    );
    const page = entries.slice(start, end);
    const [first, last] = [page.at(0)?.room, page.at(-1)?.room];
    return {
      chunk: page.map(({ entry }) => entry),
      ...(last !== undefined && end < entries.length && { next_batch: formatPublicRoomsToken('f', last) }),
      ...(first !== undefined && start > 0 && { prev_batch: formatPublicRoomsToken('b', first) }),
      total_room_count_estimate: listed.length,
    };
  }

  /** Rooms that anybody may find: they are published, somebody is in them, and one may enter or see them. */
  #listed(): ListedRoom[] {
    return this.#database
      .all<ListedRoom>(
        `SELECT room_id AS roomId, COUNT(*) AS joined FROM rooms JOIN memberships USING (room_id)
         WHERE is_public AND membership = 'join' GROUP BY room_id ORDER BY joined DESC, room_id`,
      )
      .filter(
        ({ roomId }) =>
          VISIBLE_JOIN_RULES.has(this.#content(roomId, 'm.room.join_rules', 'join_rule')) ||
          this.#content(roomId, 'm.room.history_visibility', 'history_visibility') === 'world_readable',
      );
  }

  #entry({ roomId, joined }: ListedRoom): JsonObject {
    return {
      room_id: roomId,
      name: this.#content(roomId, 'm.room.name', 'name'),
      topic: this.#content(roomId, 'm.room.topic', 'topic'),
      canonical_alias: this.#content(roomId, 'm.room.canonical_alias', 'alias'),
      num_joined_members: joined,
      avatar_url: this.#content(roomId, 'm.room.avatar', 'url'),
      world_readable: this.#content(roomId, 'm.room.history_visibility', 'history_visibility') === 'world_readable',
      guest_can_join: this.#content(roomId, 'm.room.guest_access', 'guest_access') === 'can_join',
      join_rule: this.#content(roomId, 'm.room.join_rules', 'join_rule'),
      room_type: this.#content(roomId, 'm.room.create', 'type'),
    };
  }

  #content(roomId: RoomId, type: string, key: string): JsonValue | undefined {
    return this.#rooms.stateEvent(roomId, type, '')?.event.content[key];
  }
}

function matchesTerm({ name, topic, canonical_alias: alias }: JsonObject, term: string | undefined): boolean {
  if (term === undefined || term === '') return true;
  const wanted = term.toLowerCase();
  return [name, topic, alias].some((text) => typeof text === 'string' && text.toLowerCase().includes(wanted));
}

function matchesType({ room_type: type }: JsonObject, types: readonly (string | null)[] | undefined): boolean {
  return types === undefined || types.includes(typeof type === 'string' ? type : null);
}
