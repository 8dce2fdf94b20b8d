import {
  Codes,
  SynapseError,
  type CreateRoomRequest,
  type JsonObject,
  type Requester,
  type RoomAlias,
  type RoomId,
} from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { elementsOf } from '../lib/json-guards.ts';
import type { Accounts } from '../users/accounts.ts';
import type { AliasStore } from './alias-store.ts';
import { initialState } from './initial-state.ts';
import type { InviteLimits } from './invite-limits.ts';
import { ListedStateMap } from '@bouton/runtime';
import type { Membership } from './membership.ts';
import { parseNewRoomConfig, type NewRoomConfig } from './new-room-config.ts';
import type { RoomDirectory } from './room-directory.ts';
import type { InitialEvents } from './initial-events.ts';
import type { ThreepidInvites } from './threepid-invites.ts';

/** A room that was created. */
export interface CreatedRoom {
  readonly roomId: RoomId;
  readonly alias: RoomAlias | null;
}

/** How a room is created. */
export interface CreateRoomOptions {
  /** Whether the invites count against the rate limits. */
  readonly ratelimit?: boolean;
  /** What the creator's member event holds in place of their profile. */
  readonly creatorJoinProfile?: Readonly<JsonObject> | undefined;
}

/** What a {@linkcode RoomCreator} stands on. */
export interface RoomCreatorParts {
  readonly context: HomeserverContext;
  readonly initialEvents: InitialEvents;
  readonly membership: Membership;
  readonly directory: RoomDirectory;
  readonly aliases: AliasStore;
  readonly limits: InviteLimits;
  readonly threepidInvites: ThreepidInvites;
  readonly accounts: Accounts;
}

/** Creates rooms for users. https://spec.matrix.org/v1.16/client-server-api/#creation */
export class RoomCreator {
  readonly #parts: RoomCreatorParts;

  constructor(parts: RoomCreatorParts) {
    this.#parts = parts;
  }

  /**
   * Creates a room. A failure late in it, at an invite, leaves the room as it is by then.
   *
   * @param body The request's; modules may edit it before anything is read from it.
   * @throws {SynapseError} If something in the body is wrong, or a module or the room's rules refuse.
   */
  async create(requester: Requester, body: CreateRoomRequest, options: CreateRoomOptions = {}): Promise<CreatedRoom> {
    const { callbacks, serverName, settings } = this.#parts.context;
    const isAdmin = this.#parts.accounts.isAdmin(requester.user);
    await callbacks.thirdPartyRules.onCreateRoom(requester, body, isAdmin);
    const roomVersion = settings.defaultRoomVersion;
    const config = withoutInvitesOf(
      requester,
      parseNewRoomConfig(body, { creator: requester.user, serverName, roomVersion }),
    );
    if (config.alias !== undefined && this.#parts.aliases.get(config.alias) !== undefined) {
      throw new SynapseError(400, 'Room alias already taken', Codes.ROOM_IN_USE);
    }
    if (options.ratelimit !== false) await this.#limitInvites(requester, config);
    if (!isAdmin) {
      const denial = await callbacks.spamChecker.userMayCreateRoom(requester.user, body);
      if (denial !== undefined) throw denial;
    }
    const roomId = await this.#found(requester, config, options);
    await this.#invite(requester, roomId, config);
    return { roomId, alias: config.alias ?? null };
  }

  async #limitInvites(requester: Requester, { invite, invite3pid }: NewRoomConfig): Promise<void> {
    const invites = invite.length + invite3pid.length;
    if (invites === 0) return;
    try {
      await this.#parts.limits.newRoom(requester, invites);
    } catch (error) {
      if (!SynapseError.is(error) || error.errcode !== Codes.LIMIT_EXCEEDED) throw error;
      throw new SynapseError(400, 'Cannot invite so many users at once');
    }
  }

  async #found(requester: Requester, config: NewRoomConfig, options: CreateRoomOptions): Promise<RoomId> {
    const { version, visibility, alias } = config;
    const content = withAdditionalCreators(config);
    const known = version.roomIdIsCreateHash
      ? await this.#parts.initialEvents.prepareCreate(requester, version, content)
      : undefined;
    try {
      const roomId = known?.roomId ?? this.#parts.initialEvents.newRoomId();
      await this.#assertVisibility(roomId, visibility);
      if (alias !== undefined)
        await this.#parts.directory.createAssociation(requester, alias, roomId, { mustBeMember: false });
      const create = known ?? (await this.#parts.initialEvents.prepareCreate(requester, version, content, roomId));
      await this.#parts.initialEvents.send({
        requester,
        create,
        isPublic: visibility === 'public',
        creatorJoinProfile: options.creatorJoinProfile,
        state: initialState(config, requester.user),
      });
      return roomId;
    } finally {
      if (known !== undefined) this.#parts.initialEvents.abandon(known);
    }
  }

  async #assertVisibility(roomId: RoomId, visibility: 'public' | 'private'): Promise<void> {
    const { checkVisibilityCanBeModified } = this.#parts.context.callbacks.thirdPartyRules;
    const denial = await checkVisibilityCanBeModified(roomId, new ListedStateMap(), visibility);
    if (denial !== undefined) throw denial;
  }

  async #invite(requester: Requester, roomId: RoomId, { invite, invite3pid, isDirect }: NewRoomConfig): Promise<void> {
    const content = isDirect ? { is_direct: true } : {};
    for (const invitee of invite) {
      await this.#parts.membership.update(requester, invitee, roomId, 'invite', content, {
        ratelimit: false,
        newRoom: true,
      });
    }
    for (const threepid of invite3pid) await this.#parts.threepidInvites.invite(requester, roomId, threepid);
  }
}

/** A shadow-banned user's room is created, without the users they invite. */
function withoutInvitesOf(requester: Requester, config: NewRoomConfig): NewRoomConfig {
  return requester.shadowBanned ? { ...config, invite: [], invite3pid: [] } : config;
}

/** If creators stand above power levels, those invited to a trusted private chat are creators too. */
function withAdditionalCreators({ version, preset, invite, creationContent }: NewRoomConfig): JsonObject {
  if (!version.privilegedCreators || !preset.inviteesHavePower || invite.length === 0) return { ...creationContent };
  const { additional_creators: named } = creationContent;
  const creators = new Set([...elementsOf(named), ...invite]);
  return { ...creationContent, additional_creators: [...creators] };
}
