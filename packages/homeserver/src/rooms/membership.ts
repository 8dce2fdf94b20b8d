import { Codes, SynapseError, type JsonObject, type Requester, type RoomId, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { serverNameOf, type RoomVersion } from '../events/index.ts';
import type { Accounts } from '../users/accounts.ts';
import type { Profiles } from '../users/profiles.ts';
import type { EventPersister } from './event-persister.ts';
import type { EventPreparer } from './event-preparer.ts';
import type { InviteLimits } from './invite-limits.ts';
import { assertTransition, membershipAfter, type MembershipAction } from './membership-transition.ts';
import { authoriserOfJoin } from './restricted-join.ts';
import { currentPlace } from './room-place.ts';
import type { MembershipState, RoomStore, StoredEvent } from './room-store.ts';
import type { RoomWriter } from './room-writer.ts';
import { ShadowBanError } from './shadow-ban-error.ts';
import { unknownRoom } from './unknown-room.ts';

const MAX_DISPLAYNAME_LENGTH = 256;
const MAX_AVATAR_URL_LENGTH = 1000;

/** How a membership is changed. */
export interface MembershipOptions {
  /** Whether invites count against the rate limits. */
  readonly ratelimit?: boolean;
  /** Whether it is part of creating the room: then modules are not asked whether the creator may join. */
  readonly newRoom?: boolean;
  /** Milliseconds since the epoch; now, if it is left out. */
  readonly originServerTs?: number;
}

/** What a change of membership is about, once the room is known. */
interface Change {
  readonly requester: Requester;
  readonly target: UserId;
  readonly roomId: RoomId;
  readonly version: RoomVersion;
  readonly membership: MembershipState;
  readonly content: JsonObject;
  readonly options: MembershipOptions;
}

/** What a {@linkcode Membership} stands on. */
export interface MembershipParts {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly writer: RoomWriter;
  readonly preparer: EventPreparer;
  readonly persister: EventPersister;
  readonly limits: InviteLimits;
  readonly accounts: Accounts;
  readonly profiles: Profiles;
}

/** Changes who is in which room. */
export class Membership {
  readonly #parts: MembershipParts;

  constructor(parts: MembershipParts) {
    this.#parts = parts;
  }

  /**
   * Changes the target's membership in the requester's name, and resolves with the member event: the one that is there,
   * if nothing changes.
   *
   * @param content Beside the membership: `reason`, `is_direct`, a display name for this room.
   * @throws {SynapseError} If the room's rules, a module or the rate limits refuse.
   * @throws {ShadowBanError} If a shadow-banned user invites.
   */
  async update(
    requester: Requester,
    target: UserId,
    roomId: RoomId,
    action: MembershipAction,
    content: Readonly<JsonObject> = {},
    options: MembershipOptions = {},
  ): Promise<StoredEvent> {
    const { ratelimit = true } = options;
    if (action === 'invite' && requester.shadowBanned) throw new ShadowBanError();
    if (ratelimit && action === 'invite') await this.#parts.limits.invite(requester, roomId, target);
    const membership = membershipAfter(action);
    const complete = this.#complete(target, membership, content);
    if (membership !== 'leave' && membership !== 'ban' && this.#parts.rooms.isBlocked(roomId)) {
      throw new SynapseError(403, 'This room has been blocked on this server');
    }
    if (membership === 'invite') await this.#assertMayInvite(requester, target, roomId);

    const version = this.#parts.rooms.version(roomId);
    if (version === undefined || !this.#isPossible(roomId, target, membership, options)) throw unknownRoom(action);
    const current = this.#parts.rooms.stateEvent(roomId, 'm.room.member', target);
    assertTransition(action, current?.event.content['membership'] as MembershipState | undefined);
    if (membership === 'invite' && serverNameOf(target) !== this.#parts.context.serverName) {
      throw new SynapseError(502, `Can't connect to server ${serverNameOf(target)}`);
    }
    const change: Change = { requester, target, roomId, version, membership, content: complete, options };
    if (membership === 'join') await this.#assertMayJoin(change);
    return this.#send(change);
  }

  /**
   * Forgets a room that the user has left.
   *
   * @throws {SynapseError} 400 if the user is still in it, or invited.
   */
  async forget(userId: UserId, roomId: RoomId): Promise<void> {
    const membership = this.#parts.rooms.membership(roomId, userId)?.membership;
    if (membership !== undefined && membership !== 'leave' && membership !== 'ban') {
      throw new SynapseError(400, `User ${userId} in room ${roomId}`);
    }
    if (membership !== undefined)
      await this.#parts.context.database.write(() => this.#parts.writer.forget(roomId, userId));
  }

  /** The content of the member event, with the target's profile if it belongs to it. */
  #complete(target: UserId, membership: MembershipState, content: Readonly<JsonObject>): JsonObject {
    const complete: JsonObject = { ...content };
    // Only the server names the member who lets a user join a restricted room.
    delete complete['join_authorised_via_users_server'];
    assertLength(complete['displayname'], MAX_DISPLAYNAME_LENGTH, 'Displayname');
    assertLength(complete['avatar_url'], MAX_AVATAR_URL_LENGTH, 'Avatar URL');
    if (membership === 'join' || membership === 'invite' || membership === 'knock') {
      const { displayName, avatarUrl } = this.#parts.profiles.get(target);
      if (complete['displayname'] === undefined && displayName !== null) complete['displayname'] = displayName;
      if (complete['avatar_url'] === undefined && avatarUrl !== null) complete['avatar_url'] = avatarUrl;
    }
    complete['membership'] = membership;
    return complete;
  }

  async #assertMayInvite(requester: Requester, target: UserId, roomId: RoomId): Promise<void> {
    if (this.#parts.accounts.isAdmin(requester.user)) return;
    const denial = await this.#parts.context.callbacks.spamChecker.userMayInvite(requester.user, target, roomId);
    if (denial !== undefined) throw denial;
  }

  /** Whether somebody of this homeserver is in the room; those who are invited may decline in any case. */
  #isPossible(roomId: RoomId, target: UserId, membership: MembershipState, { newRoom }: MembershipOptions): boolean {
    if (newRoom === true || this.#parts.rooms.hasMembers(roomId)) return true;
    const current = this.#parts.rooms.membership(roomId, target)?.membership;
    return membership === 'leave' && (current === 'invite' || current === 'knock');
  }

  async #assertMayJoin({ requester, target, roomId, version, content, options }: Change): Promise<void> {
    if (options.newRoom !== true && !this.#parts.accounts.isAdmin(requester.user)) {
      const isInvited = this.#parts.rooms.membership(roomId, target)?.membership === 'invite';
      const denial = await this.#parts.context.callbacks.spamChecker.userMayJoinRoom(target, roomId, isInvited);
      if (denial !== undefined) throw denial;
    }
    const authoriser = authoriserOfJoin(this.#parts.rooms, roomId, version, target);
    if (authoriser !== undefined) content['join_authorised_via_users_server'] = authoriser;
  }

  async #send({ requester, target, roomId, version, content, options }: Change): Promise<StoredEvent> {
    const draft = {
      type: 'm.room.member',
      room_id: roomId,
      sender: requester.user,
      state_key: target,
      content,
      ...(options.originServerTs !== undefined && { origin_server_ts: options.originServerTs }),
    };
    const prepared = await this.#parts.preparer.prepare(draft, () => currentPlace(this.#parts.rooms, roomId, version));
    return this.#parts.persister.persistOne(prepared);
  }
}

function assertLength(value: unknown, max: number, what: string): void {
  if (typeof value !== 'string' || value.length <= max) return;
  throw new SynapseError(400, `${what} is too long (max ${max})`, Codes.BAD_JSON);
}
