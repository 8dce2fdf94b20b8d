import { SynapseError, type JsonObject, type Requester, type RoomAlias, type RoomId, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { serverNameOf } from '../events/index.ts';
import { serverRequester } from '../users/server-requester.ts';
import type { AliasStore } from './alias-store.ts';
import type { EventSender } from './event-sender.ts';
import type { Membership } from './membership.ts';
import type { RoomCreator } from './room-creator.ts';
import type { MembershipState, RoomStore } from './room-store.ts';
import type { RoomWriter } from './room-writer.ts';

/** What a {@linkcode RoomShutdown} stands on. */
export interface RoomShutdownParts {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly writer: RoomWriter;
  readonly aliases: AliasStore;
  readonly membership: Membership;
  readonly creator: RoomCreator;
  readonly sender: EventSender;
}

/** How a room is shut down. */
export interface ShutdownOptions {
  /** The administrator who does it; null: a module. */
  readonly requester: UserId | null;
  /** Let nobody join the room any more. */
  readonly block?: boolean;
  /** Remove everything about the room. */
  readonly purge?: boolean;
  /** Even if users could not be made to leave. */
  readonly forcePurge?: boolean;
  /** A local user who makes a room that the others are moved to. */
  readonly newRoomUser?: UserId | undefined;
  readonly newRoomName?: string | undefined;
  /** What the new room tells those who are moved. */
  readonly message?: string | undefined;
}

/** What became of a room that was shut down. */
export interface ShutdownResult {
  readonly kickedUsers: readonly UserId[];
  readonly failedToKickUsers: readonly UserId[];
  readonly localAliases: readonly RoomAlias[];
  readonly newRoomId: RoomId | null;
}

const DEFAULT_ROOM_NAME = 'Content Violation Notification';
const DEFAULT_MESSAGE =
  'Sharing illegal content on this server is not permitted and rooms in violation will be blocked.';

const PRESENT: readonly MembershipState[] = ['join', 'invite', 'knock'];

/**
 * Shuts rooms down.
 * https://element-hq.github.io/synapse/latest/admin_api/rooms.html#delete-room-api
 */
export class RoomShutdown {
  readonly #parts: RoomShutdownParts;

  constructor(parts: RoomShutdownParts) {
    this.#parts = parts;
  }

  /** Asks the modules. @throws {SynapseError} 403 `M_FORBIDDEN` if one refuses. */
  async assertAllowed(requester: UserId | null, roomId: RoomId): Promise<void> {
    const denial = await this.#parts.context.callbacks.thirdPartyRules.checkCanShutdownRoom(requester, roomId);
    if (denial !== undefined) throw denial;
  }

  /**
   * Makes all local users leave a room and forget it; blocks it before and purges it after that, as is asked.
   *
   * @throws {SynapseError} 403 if a module refuses, 400 if somebody is still in a room that is to be purged.
   */
  async shutdown(roomId: RoomId, options: ShutdownOptions): Promise<ShutdownResult> {
    const { context, rooms, writer, aliases } = this.#parts;
    const { requester, newRoomUser, block = false, purge = true, forcePurge = false } = options;
    if (!roomId.startsWith('!')) throw new SynapseError(400, `${roomId} is not a legal room ID`);
    await this.assertAllowed(requester, roomId);
    if (block) await context.database.write(() => writer.block(roomId, requester ?? context.serverName));
    const kickedUsers: UserId[] = [];
    const failedToKickUsers: UserId[] = [];
    if (rooms.room(roomId) === undefined) return { kickedUsers, failedToKickUsers, localAliases: [], newRoomId: null };

    if (newRoomUser !== undefined && serverNameOf(newRoomUser) !== context.serverName) {
      throw new SynapseError(400, `User must be our own: ${newRoomUser}`);
    }
    const newRoomId = await this.#makeNewRoom(options);
    const localAliases = newRoomId === null ? [] : aliases.ofRoom(roomId);
    for (const membership of PRESENT) {
      for (const userId of rooms.members(roomId, membership)) {
        const isKicked = await this.#kick(userId, roomId, membership === 'join' ? newRoomId : null, requester);
        (isKicked ? kickedUsers : failedToKickUsers).push(userId);
      }
    }
    if (newRoomId !== null) await this.#explain(newRoomId, options);
    if (newRoomId !== null) await context.database.write(() => aliases.move(roomId, newRoomId));
    if (purge) await this.purge(roomId, forcePurge);
    return { kickedUsers, failedToKickUsers, localAliases, newRoomId };
  }

  /**
   * Removes everything about a room.
   *
   * @param force Even if somebody is in it.
   * @throws {SynapseError} 400 if somebody is in it.
   */
  async purge(roomId: RoomId, force: boolean): Promise<void> {
    const { context, rooms, writer } = this.#parts;
    await context.database.write(() => {
      if (!force && rooms.hasMembers(roomId)) throw new SynapseError(400, 'Users are still joined to this room');
      writer.purge(roomId);
    });
  }

  async #makeNewRoom({ requester, newRoomUser, newRoomName }: ShutdownOptions): Promise<RoomId | null> {
    if (newRoomUser === undefined) return null;
    const body: JsonObject = {
      preset: 'public_chat',
      name: newRoomName ?? DEFAULT_ROOM_NAME,
      power_level_content_override: { users_default: -10 },
    };
    const self = this.#requester(newRoomUser, requester);
    const { roomId } = await this.#parts.creator.create(self, body, { ratelimit: false });
    return roomId;
  }

  async #explain(
    roomId: RoomId,
    { requester, newRoomUser, message = DEFAULT_MESSAGE }: ShutdownOptions,
  ): Promise<void> {
    if (newRoomUser === undefined) return;
    const content = { msgtype: 'm.text', body: message };
    const draft = { type: 'm.room.message', room_id: roomId, sender: newRoomUser, content };
    await this.#parts.sender.send(this.#requester(newRoomUser, requester), draft);
  }

  async #kick(userId: UserId, roomId: RoomId, newRoomId: RoomId | null, requester: UserId | null): Promise<boolean> {
    const { context, membership } = this.#parts;
    const self = this.#requester(userId, requester);
    try {
      await membership.update(self, userId, roomId, 'leave', {}, { ratelimit: false });
      await membership.forget(userId, roomId);
      if (newRoomId !== null) await membership.update(self, userId, newRoomId, 'join', {}, { ratelimit: false });
      return true;
    } catch (error) {
      context.log.error('Cannot move a user out of a room that is shut down', { userId, roomId, error });
      return false;
    }
  }

  #requester(userId: UserId, authenticatedEntity: UserId | null): Requester {
    return serverRequester(userId, authenticatedEntity ?? this.#parts.context.serverName);
  }
}
