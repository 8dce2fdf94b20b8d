import { Codes, SynapseError, type Requester, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { Membership } from '../rooms/membership.ts';
import type { RoomStore } from '../rooms/room-store.ts';
import type { ProfileField, Profiles } from '../users/profiles.ts';

/** The longest display name, in characters, and the longest avatar URL, as in Synapse. */
const MAX_LENGTH: Readonly<Record<ProfileField, number>> = { displayname: 256, avatar_url: 1000 };
const LABEL: Readonly<Record<ProfileField, string>> = { displayname: 'Displayname', avatar_url: 'Avatar URL' };

/** A change of a profile. */
export interface ProfileChange {
  readonly requester: Requester;
  readonly target: UserId;
  readonly field: ProfileField;
  /** An empty text deletes the field. */
  readonly value: string;
  /** Whether an administrator changes it: they may change everybody's. */
  readonly byAdmin: boolean;
}

/** What {@linkcode ProfileEditor} stands on. */
export interface ProfileEditorParts {
  readonly context: HomeserverContext;
  readonly profiles: Profiles;
  readonly rooms: RoomStore;
  readonly membership: Membership;
}

/**
 * Changes profiles, tells the modules, and shows the change in the rooms that the user has joined.
 * https://spec.matrix.org/v1.16/client-server-api/#profiles
 */
export class ProfileEditor {
  readonly #context: HomeserverContext;
  readonly #profiles: Profiles;
  readonly #rooms: RoomStore;
  readonly #membership: Membership;

  constructor({ context, profiles, rooms, membership }: ProfileEditorParts) {
    this.#context = context;
    this.#profiles = profiles;
    this.#rooms = rooms;
    this.#membership = membership;
  }

  /** @throws {SynapseError} 400 if the profile is somebody else's, or the value is too long. */
  async change({ requester, target, field, value, byAdmin }: ProfileChange): Promise<void> {
    if (target !== requester.user && !byAdmin) {
      throw new SynapseError(400, `Cannot set another user's ${field}`, Codes.FORBIDDEN);
    }
    if (value.length > MAX_LENGTH[field]) {
      throw new SynapseError(400, `${LABEL[field]} is too long (max ${MAX_LENGTH[field]})`);
    }
    await this.#profiles.set(target, field, value === '' ? null : value);
    const { thirdPartyRules } = this.#context.callbacks;
    await thirdPartyRules.onProfileUpdate(target, this.#profiles.get(target), byAdmin, false);
    if (!requester.shadowBanned) await this.#showInRooms(requester, target);
  }

  async #showInRooms(requester: Requester, target: UserId): Promise<void> {
    const self = { ...requester, user: target };
    for (const { roomId } of this.#rooms.roomsOf(target, 'join')) {
      try {
        await this.#membership.update(self, target, roomId, 'join', {}, { ratelimit: false });
      } catch (error) {
        this.#context.log.warn('Cannot show a new profile in a room', { userId: target, roomId, error });
      }
    }
  }
}
