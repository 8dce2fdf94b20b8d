import type { HostPort } from '@bouton/runtime';
import type { JsonObject, ProfileInfo, RoomId, StateFilter, StateMap, UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { serverNameOf } from '../events/index.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import { ListedStateMap } from '@bouton/runtime';
import { assertRoomAlias, isRoomAlias } from '../rooms/room-alias.ts';
import { RoomStateMap } from '../rooms/room-state-map.ts';
import type { StoredEvent } from '../rooms/room-store.ts';
import { isEmpty, type Profiles } from '../users/profiles.ts';
import { serverRequester } from '../users/server-requester.ts';
import { localpartOf } from '../users/user-id.ts';

/** The members of the `ModuleApi` that are about rooms. */
export type RoomMembers = Required<
  Pick<
    HostPort,
    | 'publicRoomListManager'
    | 'getStateEventsInRoom'
    | 'getRoomState'
    | 'updateRoomMembership'
    | 'createAndSendEventIntoRoom'
    | 'createRoom'
    | 'deleteRoom'
    | 'lookupRoomAlias'
    | 'getCanonicalRoomAlias'
  >
>;

/** What modules can do with rooms. */
export function roomMembers(context: HomeserverContext, rooms: Rooms, profiles: Profiles): RoomMembers {
  const { store, writer } = rooms;

  const assertLocal = (userId: UserId, action: string): void => {
    if (serverNameOf(userId) === context.serverName) return;
    throw new RangeError(`Tried to ${action} as a user that isn't local to this homeserver`);
  };

  const selectState = (roomId: RoomId, filter: StateFilter): StoredEvent[] => {
    const selected = filter.flatMap(([type, stateKey]) =>
      stateKey === null ? store.stateOfType(roomId, type) : (store.stateEvent(roomId, type, stateKey) ?? []),
    );
    return [...new Set(selected)];
  };

  return {
    publicRoomListManager: {
      roomIsInPublicRoomList: async (roomId) => store.room(roomId)?.isPublic ?? false,
      addRoomToPublicRoomList: (roomId) => context.database.write(() => writer.setPublic(roomId, true)),
      removeRoomFromPublicRoomList: (roomId) => context.database.write(() => writer.setPublic(roomId, false)),
    },

    getStateEventsInRoom: async (roomId, types) => selectState(roomId, types).map(({ event }) => event),

    getRoomState: async (roomId, filter = []): Promise<StateMap> =>
      filter.length === 0
        ? new RoomStateMap(store, roomId, context.stream.current)
        : new ListedStateMap(selectState(roomId, filter).map(({ event }) => event)),

    updateRoomMembership: async (sender, target, roomId, newMembership, content = {}) => {
      assertLocal(sender, 'send an event');
      const complete = Object.assign(profileContent(profiles.find(target), target), content);
      const requester = serverRequester(sender, sender);
      return (await rooms.membership.update(requester, target, roomId, newMembership, complete)).event;
    },

    createAndSendEventIntoRoom: async (event) => {
      assertLocal(event.sender, 'send an event');
      const requester = serverRequester(event.sender, context.serverName);
      return (await rooms.sender.send(requester, event, { ignoreShadowBan: true })).event;
    },

    createRoom: async (userId, config, { ratelimit = true, creatorJoinProfile } = {}) => {
      assertLocal(userId, 'create a room');
      const requester = serverRequester(userId, userId);
      const { roomId, alias } = await rooms.creator.create(requester, config, { ratelimit, creatorJoinProfile });
      return [roomId, alias];
    },

    deleteRoom: async (roomId) => {
      rooms.shutdownTasks.start(roomId, { requester: null });
    },

    lookupRoomAlias: async (alias) => {
      assertRoomAlias(alias);
      const { roomId, servers } = rooms.directory.resolve(alias);
      return [roomId, servers];
    },

    getCanonicalRoomAlias: async (roomId) => {
      const alias = store.stateEvent(roomId, 'm.room.canonical_alias', '')?.event.content['alias'];
      return typeof alias === 'string' && isRoomAlias(alias) ? alias : null;
    },
  };
}

/** What a member event takes from a profile. As in Synapse, of who has none it is the localpart, and no avatar. */
function profileContent(profile: ProfileInfo | undefined, userId: UserId): JsonObject {
  if (profile === undefined || isEmpty(profile)) return { displayname: localpartOf(userId), avatar_url: null };
  const { displayName, avatarUrl } = profile;
  return {
    ...(displayName !== null && { displayname: displayName }),
    ...(avatarUrl !== null && { avatar_url: avatarUrl }),
  };
}
