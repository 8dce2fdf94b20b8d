import { Codes, SynapseError, type JsonObject, type JsonValue, type ListedRoom, type RoomId } from '@bouton/sdk';
import { Hono } from 'hono';
import type { HomeserverContext } from '../context.ts';
import type { RequireUser } from '../users/authenticate.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { RoomList } from '../rooms/room-list.ts';
import type { Room, RoomStore } from '../rooms/room-store.ts';
import type { Database } from '../storage/database.ts';

const PATH = '/_synapse/admin/v1/rooms/:roomId';

/** What administrators see of a room. https://element-hq.github.io/synapse/latest/admin_api/rooms.html#room-details-api */
export function roomDetailsRoutes(
  requireAdmin: RequireUser,
  { database }: HomeserverContext,
  rooms: RoomStore,
  list: RoomList,
): Router {
  const router = new Hono<RouterEnv>();

  const find = (roomId: string): Room => {
    const room = rooms.room(roomId as RoomId);
    if (room === undefined) throw new SynapseError(404, 'Room not found', Codes.NOT_FOUND);
    return room;
  };

  router.get(PATH, requireAdmin(), (c) =>
    c.json(describe(database, rooms, list.describe(find(c.req.param('roomId'))))),
  );

  router.get(`${PATH}/members`, requireAdmin(), (c) => {
    const members = rooms.members(find(c.req.param('roomId')).roomId, 'join');
    return c.json({ members, total: members.length });
  });

  return router;
}

function describe(database: Database, rooms: RoomStore, listed: ListedRoom): JsonObject {
  const { roomId } = listed;
  const tombstone = rooms.stateEvent(roomId, 'm.room.tombstone', '')?.event.content;
  const create = rooms.stateEvent(roomId, 'm.room.create', '')?.event.content;
  const text = (type: string, key: string): string | null => {
    const value: JsonValue | undefined = rooms.stateEvent(roomId, type, '')?.event.content[key];
    return typeof value === 'string' ? value : null;
  };
  const count = (sql: string): number => database.get<{ count: number }>(sql, roomId)?.count ?? 0;
  return {
    room_id: roomId,
    name: listed.name,
    topic: text('m.room.topic', 'topic'),
    avatar: text('m.room.avatar', 'url'),
    canonical_alias: listed.canonicalAlias,
    joined_members: listed.joinedMembers,
    joined_local_members: listed.joinedLocalMembers,
    joined_local_devices: count(
      `SELECT COUNT(*) AS count FROM devices JOIN memberships USING (user_id)
       WHERE room_id = ? AND membership = 'join'`,
    ),
    version: listed.version,
    creator: listed.creator,
    encryption: listed.encryption,
    federatable: create?.['m.federate'] !== false,
    public: listed.public,
    join_rules: listed.joinRules,
    guest_access: text('m.room.guest_access', 'guest_access'),
    history_visibility: text('m.room.history_visibility', 'history_visibility'),
    state_events: count('SELECT COUNT(*) AS count FROM current_state WHERE room_id = ?'),
    room_type: listed.roomType,
    forgotten: count('SELECT COUNT(*) AS count FROM memberships WHERE room_id = ? AND NOT forgotten') === 0,
    tombstoned: tombstone !== undefined,
    replacement_room: tombstone?.['replacement_room'] ?? null,
  };
}
