import type { HostPort } from '@bouton/runtime';
import type { HomeserverContext } from '../context.ts';
import { serverNameOf } from '../events/index.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';

/** The members of the `ModuleApi` that look into rooms, block them and remove them, and limit requests. */
export type RoomOperationMembers = Required<
  Pick<
    HostPort,
    | 'getRoomsForUser'
    | 'getUsersInRoom'
    | 'isUserInRoom'
    | 'isServerInRoom'
    | 'getEvent'
    | 'isRoomBlocked'
    | 'blockRoom'
    | 'unblockRoom'
    | 'shutdownRoom'
    | 'purgeRoom'
    | 'ratelimit'
  >
>;

/** What modules can do with rooms beside what Synapse's own `ModuleApi` has. */
export function roomOperationMembers(
  { database, serverName }: HomeserverContext,
  { store, writer, shutdown, requestLimits }: Rooms,
): RoomOperationMembers {
  return {
    getRoomsForUser: async (userId) =>
      store
        .roomsOf(userId, 'join')
        .map(({ roomId }) => roomId)
        .toSorted(),

    getUsersInRoom: async (roomId) => store.members(roomId, 'join'),
    isUserInRoom: async (userId, roomId) => store.membership(roomId, userId)?.membership === 'join',

    isServerInRoom: async (server, roomId) =>
      server === serverName
        ? store.hasMembers(roomId)
        : store.members(roomId, 'join').some((userId) => serverNameOf(userId) === server),

    getEvent: async (eventId) => store.event(eventId)?.event ?? null,

    isRoomBlocked: async (roomId) => store.isBlocked(roomId),
    blockRoom: (roomId, userId) => database.write(() => writer.block(roomId, userId)),
    unblockRoom: (roomId) => database.write(() => writer.unblock(roomId)),

    shutdownRoom: (roomId, { requesterUserId = null, newRoomUserId, ...options } = {}) =>
      shutdown.shutdown(roomId, { requester: requesterUserId, newRoomUser: newRoomUserId, ...options }),

    purgeRoom: (roomId, { force = false } = {}) => shutdown.purge(roomId, force),

    ratelimit: (who, limit) => requestLimits.count(who, limit),
  };
}
