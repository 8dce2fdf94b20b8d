import type { UserId } from '@bouton/sdk';
import type { AccountDataStore } from '../account-data/account-data-store.ts';
import type { HomeserverContext } from '../context.ts';
import type { Membership } from '../rooms/membership.ts';
import type { RoomStore } from '../rooms/room-store.ts';
import type { AccountStore } from '../users/account-store.ts';
import type { Devices } from '../users/devices.ts';
import { hashPassword } from '../users/password-hash.ts';
import type { Profiles } from '../users/profiles.ts';
import { serverRequester } from '../users/server-requester.ts';
import type { Threepids } from '../users/threepids.ts';

/** How an account is deactivated. */
export interface DeactivationOptions {
  /** Delete the profile too. */
  readonly erase: boolean;
  readonly byAdmin: boolean;
}

interface Parts {
  readonly context: HomeserverContext;
  readonly accounts: AccountStore;
  readonly accountData: AccountDataStore;
  readonly devices: Devices;
  readonly profiles: Profiles;
  readonly threepids: Threepids;
  readonly rooms: RoomStore;
  readonly membership: Membership;
}

/** Deactivates accounts. https://spec.matrix.org/v1.16/client-server-api/#account-deactivation */
export class Deactivation {
  readonly #parts: Parts;
  readonly #parting = new Set<Promise<void>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Deactivates an account: nobody can log in to it any more, nor register its name. Its account data and push rules are
   * deleted, and the user leaves their rooms in the background.
   *
   * @throws {SynapseError} 403 if a module refuses.
   */
  async deactivate(userId: UserId, { erase, byAdmin }: DeactivationOptions): Promise<void> {
    const { context, accounts, accountData, devices, profiles, threepids } = this.#parts;
    const { database } = context;
    const { thirdPartyRules } = context.callbacks;
    const denial = await thirdPartyRules.checkCanDeactivateUser(userId, byAdmin);
    if (denial !== undefined) throw denial;

    for (const threepid of threepids.list(userId)) await threepids.remove(userId, threepid);
    await devices.deleteAll(userId);
    await database.write(() => {
      accounts.setPasswordHash(userId, null);
      accounts.setFlag(userId, 'is_deactivated', true);
      accounts.setFlag(userId, 'is_parting', true);
      if (erase) accounts.setFlag(userId, 'is_erased', true);
    });
    if (erase) {
      await profiles.delete(userId);
      await thirdPartyRules.onProfileUpdate(userId, { avatarUrl: null, displayName: null }, byAdmin, true);
    }
    await accountData.deleteAll(userId);
    await thirdPartyRules.onUserDeactivationStatusChanged(userId, true, byAdmin);
    this.#part(userId);
  }

  /** Takes a deactivation back. Without a password, nobody can log in with one. */
  async reactivate(userId: UserId, password: string | undefined): Promise<void> {
    const { context, accounts } = this.#parts;
    const passwordHash = password === undefined ? null : await hashPassword(password);
    await context.database.write(() => {
      accounts.setFlag(userId, 'is_deactivated', false);
      accounts.setFlag(userId, 'is_erased', false);
      accounts.setFlag(userId, 'is_parting', false);
      accounts.setPasswordHash(userId, passwordHash);
    });
    await context.callbacks.thirdPartyRules.onUserDeactivationStatusChanged(userId, false, true);
  }

  /** Goes on with what was not finished when the homeserver stopped. */
  resume(): void {
    for (const userId of this.#parts.accounts.parting()) this.#part(userId);
  }

  /** Resolves when nobody is being taken out of rooms. */
  async idle(): Promise<void> {
    await Promise.all(this.#parting);
  }

  #part(userId: UserId): void {
    const parted = this.#leaveRooms(userId).finally(() => this.#parting.delete(parted));
    this.#parting.add(parted);
  }

  async #leaveRooms(userId: UserId): Promise<void> {
    const { context, accounts, rooms, membership } = this.#parts;
    const requester = serverRequester(userId, context.serverName);
    for (const { roomId } of rooms.roomsOf(userId, 'join', 'invite', 'knock')) {
      if (!accounts.parting().includes(userId)) return;
      try {
        await membership.update(requester, userId, roomId, 'leave', {}, { ratelimit: false });
      } catch (error) {
        context.log.warn('Cannot take a deactivated user out of a room', { userId, roomId, error });
      }
    }
    await context.database.write(() => accounts.setFlag(userId, 'is_parting', false));
  }
}
