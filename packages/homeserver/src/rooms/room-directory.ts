import {
  Codes,
  SynapseError,
  type JsonObject,
  type JsonValue,
  type Requester,
  type RoomAlias,
  type RoomId,
} from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { PowerLevels, serverNameOf } from '../events/index.ts';
import type { Accounts } from '../users/accounts.ts';
import type { AliasStore } from './alias-store.ts';
import type { EventSender } from './event-sender.ts';
import { RoomStateMap } from './room-state-map.ts';
import type { RoomStore } from './room-store.ts';
import type { RoomWriter } from './room-writer.ts';

const MAX_ALIAS_LENGTH = 255;

/** Where an alias leads. */
export interface ResolvedAlias {
  readonly roomId: RoomId;
  /** The servers that know the room. */
  readonly servers: readonly string[];
}

/** What a {@linkcode RoomDirectory} stands on. */
export interface RoomDirectoryParts {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly writer: RoomWriter;
  readonly aliases: AliasStore;
  readonly sender: EventSender;
  readonly accounts: Accounts;
}

/** The aliases of rooms, and which rooms are in the public room list. */
export class RoomDirectory {
  readonly #parts: RoomDirectoryParts;

  constructor(parts: RoomDirectoryParts) {
    this.#parts = parts;
  }

  /** @throws {SynapseError} 404 `M_NOT_FOUND` if there is no such alias. */
  resolve(alias: RoomAlias): ResolvedAlias {
    const association = this.#parts.aliases.get(alias);
    if (association !== undefined) return { roomId: association.roomId, servers: [this.#parts.context.serverName] };
    throw new SynapseError(404, `Room alias ${alias} not found`, Codes.NOT_FOUND);
  }

  /**
   * Makes an alias.
   *
   * @param options Whether the requester must be in the room.
   * @throws {SynapseError} 403 if the requester or a module refuses, 409 if the alias is taken, 400 if it is none.
   */
  async createAssociation(
    requester: Requester,
    alias: RoomAlias,
    roomId: RoomId,
    { mustBeMember = true }: { readonly mustBeMember?: boolean } = {},
  ): Promise<void> {
    if (alias.length > MAX_ALIAS_LENGTH) {
      const message = `Can't create aliases longer than ${MAX_ALIAS_LENGTH} characters`;
      throw new SynapseError(400, message, Codes.INVALID_PARAM);
    }
    const isMember = this.#parts.rooms.membership(roomId, requester.user)?.membership === 'join';
    if (mustBeMember && !isMember && !this.#parts.accounts.isAdmin(requester.user)) {
      throw new SynapseError(403, 'You must be in the room to create an alias for it', Codes.FORBIDDEN);
    }
    const denial = await this.#parts.context.callbacks.spamChecker.userMayCreateRoomAlias(requester.user, alias);
    if (denial !== undefined) throw denial;
    if (/\s/.test(alias)) throw new SynapseError(400, 'Invalid characters in room alias');
    if (serverNameOf(alias) !== this.#parts.context.serverName) throw new SynapseError(400, 'Room alias must be local');
    const isFree = await this.#parts.context.database.write(() =>
      this.#parts.aliases.add(alias, roomId, requester.user),
    );
    if (!isFree) throw new SynapseError(409, `Room alias ${alias} already exists`);
  }

  /**
   * Deletes an alias, and takes it out of the room's canonical aliases. It takes its creator, an administrator, or somebody
   * who may change the room's canonical alias.
   *
   * @throws {SynapseError} 404 if there is no such alias, 403 if the requester may not.
   */
  async deleteAssociation(requester: Requester, alias: RoomAlias): Promise<void> {
    const association = this.#parts.aliases.get(alias);
    if (association === undefined) throw unknownAlias();
    const { roomId, creator } = association;
    if (creator !== requester.user && !this.#mayChangeRoomList(requester, roomId)) {
      throw new SynapseError(403, "You don't have permission to delete the alias.", Codes.FORBIDDEN);
    }
    const wasThere = await this.#parts.context.database.write(() => this.#parts.aliases.remove(alias));
    if (!wasThere) throw unknownAlias();
    await this.#removeCanonical(requester, roomId, alias);
  }

  /**
   * Puts a room into the public room list or takes it out.
   *
   * @throws {SynapseError} 403 if the requester or a module refuses, 400 for an unknown room.
   */
  async setVisibility(requester: Requester, roomId: RoomId, visibility: 'public' | 'private'): Promise<void> {
    const { spamChecker, thirdPartyRules } = this.#parts.context.callbacks;
    const denial = await spamChecker.userMayPublishRoom(requester.user, roomId);
    if (denial !== undefined) throw denial;
    if (this.#parts.rooms.room(roomId) === undefined) throw new SynapseError(400, 'Unknown room');
    if (!this.#mayChangeRoomList(requester, roomId)) {
      const message = 'This server requires you to be a moderator in the room to edit its room list entry';
      throw new SynapseError(403, message, Codes.FORBIDDEN);
    }
    if (visibility === 'public') {
      const state = new RoomStateMap(this.#parts.rooms, roomId, this.#parts.context.stream.current);
      const refusal = await thirdPartyRules.checkVisibilityCanBeModified(roomId, state, visibility);
      if (refusal !== undefined) throw new SynapseError(403, 'Not allowed to publish room');
    }
    await this.#parts.context.database.write(() => this.#parts.writer.setPublic(roomId, visibility === 'public'));
  }

  /** @throws {SynapseError} 403 if the requester is neither in the room nor an administrator. */
  #mayChangeRoomList(requester: Requester, roomId: RoomId): boolean {
    if (this.#parts.accounts.isAdmin(requester.user)) return true;
    const version = this.#parts.rooms.version(roomId);
    if (version === undefined || this.#parts.rooms.membership(roomId, requester.user)?.membership !== 'join') {
      throw new SynapseError(403, `User ${requester.user} not in room ${roomId}`, Codes.FORBIDDEN);
    }
    const levels = PowerLevels.of(
      (type, stateKey) => this.#parts.rooms.stateEvent(roomId, type, stateKey)?.pdu,
      version,
    );
    return levels.ofUser(requester.user) >= levels.toSend('m.room.canonical_alias', true);
  }

  async #removeCanonical(requester: Requester, roomId: RoomId, alias: RoomAlias): Promise<void> {
    const current = this.#parts.rooms.stateEvent(roomId, 'm.room.canonical_alias', '')?.event.content;
    const content = current && withoutAlias(current, alias);
    if (content === undefined) return;
    const { user: sender } = requester;
    try {
      await this.#parts.sender.send(requester, {
        type: 'm.room.canonical_alias',
        state_key: '',
        room_id: roomId,
        sender,
        content,
      });
    } catch (error) {
      if (!SynapseError.is(error) || error.status !== 403) throw error;
      this.#parts.context.log.info('Cannot update the canonical alias of a room', { roomId, error: error.message });
    }
  }
}

/** The content of a canonical alias event without an alias; undefined if it does not name it. */
function withoutAlias(content: Readonly<JsonObject>, alias: RoomAlias): JsonObject | undefined {
  const { alias: canonical, alt_aliases: alternatives, ...rest } = content;
  const others = Array.isArray(alternatives) ? alternatives.filter((other: JsonValue) => other !== alias) : undefined;
  const isUnchanged =
    canonical !== alias && (others === undefined || others.length === (alternatives as unknown[]).length);
  if (isUnchanged) return undefined;
  return {
    ...rest,
    ...(canonical !== alias && canonical !== undefined && { alias: canonical }),
    ...(others !== undefined && others.length > 0 && { alt_aliases: others }),
  };
}

function unknownAlias(): SynapseError {
  return new SynapseError(404, 'Unknown room alias', Codes.NOT_FOUND);
}
