import { SynapseError, type Requester, type UserId, type ExternalId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { Accounts } from '../users/accounts.ts';
import type { Deactivation } from '../users-in-rooms/deactivation.ts';
import type { Devices } from '../users/devices.ts';
import type { ExternalIds } from '../users/external-ids.ts';
import type { ProfileEditor } from '../users-in-rooms/profile-editor.ts';
import { canonicalAddress, type ThreepidAddress, type Threepids } from '../users/threepids.ts';
import { localpartOf } from '../users/user-id.ts';

/** What an administrator sets of a user; what is left out stays. */
export interface UserChanges {
  readonly password?: string | undefined;
  /** Whether a new password logs all devices out. */
  readonly logoutDevices: boolean;
  readonly displayname?: string | null | undefined;
  readonly avatarUrl?: string | null | undefined;
  readonly admin?: boolean | undefined;
  readonly deactivated?: boolean | undefined;
  readonly userType?: string | null | undefined;
  /** All that the user has afterwards. */
  readonly threepids?: readonly ThreepidAddress[] | undefined;
  /** All that the user is at identity providers afterwards. */
  readonly externalIds?: readonly ExternalId[] | undefined;
}

interface Parts {
  readonly context: HomeserverContext;
  readonly accounts: Accounts;
  readonly devices: Devices;
  readonly deactivation: Deactivation;
  readonly externalIds: ExternalIds;
  readonly profileEditor: ProfileEditor;
  readonly threepids: Threepids;
}

/** Creates and changes users as an administrator wants them. */
export class UserModifier {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Creates the user, or changes an existing one.
   *
   * @returns Whether the user was created.
   * @throws {SynapseError} 400 if the ID cannot be registered or an email address is malformed, 409 if an external ID is
   * another user's: then nothing is changed; and what the changes throw.
   */
  async createOrModify(requester: Requester, userId: UserId, changes: UserChanges): Promise<boolean> {
    const { accounts } = this.#parts;
    const threepids = changes.threepids?.map(({ medium, address }) => ({
      medium,
      address: canonicalAddress(medium, address),
    }));
    this.#assertFree(userId, changes.externalIds ?? []);
    const created = accounts.get(userId) === undefined;
    if (created) {
      await accounts.register({
        localpart: localpartOf(userId),
        password: changes.password,
        displayname: changes.displayname ?? undefined,
        admin: changes.admin ?? false,
        userType: changes.userType ?? null,
      });
    } else {
      await this.#modifyAccount(requester, userId, changes);
      if (changes.displayname != null) await this.#setProfile(requester, userId, 'displayname', changes.displayname);
    }
    if (changes.avatarUrl != null) await this.#setProfile(requester, userId, 'avatar_url', changes.avatarUrl);
    if (threepids !== undefined) await this.#setThreepids(userId, threepids);
    if (changes.externalIds !== undefined) await this.#parts.externalIds.replace(userId, changes.externalIds);
    if (created && changes.deactivated === true) await this.#setDeactivated(userId, true, undefined);
    return created;
  }

  async #modifyAccount(requester: Requester, userId: UserId, changes: UserChanges): Promise<void> {
    const { accounts, devices } = this.#parts;
    const isDeactivated = accounts.get(userId)?.isDeactivated === true;
    if (changes.admin === false && userId === requester.user) {
      throw new SynapseError(400, 'You may not demote yourself.');
    }
    if (changes.admin !== undefined) await accounts.setAdmin(userId, changes.admin);
    if (changes.userType !== undefined) await accounts.setUserType(userId, changes.userType);
    if (changes.deactivated !== undefined && changes.deactivated !== isDeactivated) {
      await this.#setDeactivated(userId, changes.deactivated, changes.password);
    } else if (changes.password !== undefined) {
      if (isDeactivated) throw new SynapseError(400, 'Cannot set a password of a deactivated user');
      await accounts.setPassword(userId, changes.password);
      if (changes.logoutDevices) await devices.deleteAll(userId, userId === requester.user ? requester.deviceId : null);
    }
  }

  async #setDeactivated(userId: UserId, deactivated: boolean, password: string | undefined): Promise<void> {
    const { deactivation } = this.#parts;
    if (deactivated) await deactivation.deactivate(userId, { erase: false, byAdmin: true });
    else await deactivation.reactivate(userId, password);
  }

  async #setProfile(
    requester: Requester,
    target: UserId,
    field: 'displayname' | 'avatar_url',
    value: string,
  ): Promise<void> {
    await this.#parts.profileEditor.change({ requester, target, field, value, byAdmin: true });
  }

  #assertFree(userId: UserId, ids: readonly ExternalId[]): void {
    const { externalIds } = this.#parts;
    if (ids.every((id) => (externalIds.owner(id) ?? userId) === userId)) return;
    throw new SynapseError(409, 'External id is already in use.');
  }

  /** The user has exactly these afterwards. */
  async #setThreepids(userId: UserId, wanted: readonly ThreepidAddress[]): Promise<void> {
    const { context, threepids } = this.#parts;
    const now = context.clock.now();
    const has = threepids.list(userId);
    const isIn = (list: readonly ThreepidAddress[], one: ThreepidAddress) =>
      list.some(({ medium, address }) => medium === one.medium && address === one.address);
    for (const threepid of has) if (!isIn(wanted, threepid)) await threepids.remove(userId, threepid);
    for (const threepid of wanted) if (!isIn(has, threepid)) await threepids.add(userId, threepid, now, now);
  }
}
