import { SynapseError, type Requester, type UserId } from '@bouton/sdk';
import { z } from 'zod';
import type { HomeserverContext } from '../context.ts';
import type { Accounts } from '../users/accounts.ts';
import type { Deactivation } from '../users/deactivation.ts';
import type { Devices } from '../users/devices.ts';
import type { ProfileEditor } from '../users/profile-editor.ts';
import { canonicalAddress, type Threepids } from '../users/threepids.ts';
import { localpartOf } from '../users/user-id.ts';
import { USER_TYPES } from './user-types.ts';

/** What an administrator may set of a user; what is left out stays. */
export const userBody = z.object({
  password: z.string().min(1).max(512).optional(),
  logout_devices: z.boolean().default(true),
  displayname: z.string().nullish(),
  avatar_url: z.string().nullish(),
  admin: z.boolean().optional(),
  deactivated: z.boolean().optional(),
  user_type: z.enum(USER_TYPES).nullish(),
  threepids: z.array(z.object({ medium: z.enum(['email', 'msisdn']), address: z.string().min(1) })).optional(),
});

type UserBody = z.output<typeof userBody>;

interface Parts {
  readonly context: HomeserverContext;
  readonly accounts: Accounts;
  readonly devices: Devices;
  readonly deactivation: Deactivation;
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
   * @throws {SynapseError} 400 where the ID cannot be registered, and what the changes throw.
   */
  async createOrModify(requester: Requester, userId: UserId, body: UserBody): Promise<boolean> {
    const { accounts } = this.#parts;
    const created = accounts.get(userId) === undefined;
    if (created) {
      await accounts.register({
        localpart: localpartOf(userId),
        password: body.password,
        displayname: body.displayname ?? undefined,
        admin: body.admin ?? false,
        userType: body.user_type ?? null,
      });
    } else {
      await this.#modifyAccount(requester, userId, body);
      if (body.displayname != null) await this.#setProfile(requester, userId, 'displayname', body.displayname);
    }
    if (body.avatar_url != null) await this.#setProfile(requester, userId, 'avatar_url', body.avatar_url);
    if (body.threepids !== undefined) await this.#setThreepids(userId, body.threepids);
    if (created && body.deactivated === true) await this.#setDeactivated(userId, true, undefined);
    return created;
  }

  async #modifyAccount(requester: Requester, userId: UserId, body: UserBody): Promise<void> {
    const { accounts, devices } = this.#parts;
    const isDeactivated = accounts.get(userId)?.isDeactivated === true;
    if (body.admin === false && userId === requester.user) {
      throw new SynapseError(400, 'You may not demote yourself.');
    }
    if (body.admin !== undefined) await accounts.setAdmin(userId, body.admin);
    if (body.user_type !== undefined) await accounts.setUserType(userId, body.user_type);
    if (body.deactivated !== undefined && body.deactivated !== isDeactivated) {
      await this.#setDeactivated(userId, body.deactivated, body.password);
    } else if (body.password !== undefined) {
      if (isDeactivated) throw new SynapseError(400, 'Cannot set a password of a deactivated user');
      await accounts.setPassword(userId, body.password);
      if (body.logout_devices) await devices.deleteAll(userId, userId === requester.user ? requester.deviceId : null);
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

  /** The user has exactly these afterwards. */
  async #setThreepids(userId: UserId, wanted: NonNullable<UserBody['threepids']>): Promise<void> {
    const { context, threepids } = this.#parts;
    const now = context.clock.now();
    const canonical = wanted.map(({ medium, address }) => ({ medium, address: canonicalAddress(medium, address) }));
    const has = threepids.list(userId);
    const isIn = (list: readonly { medium: string; address: string }[], one: { medium: string; address: string }) =>
      list.some(({ medium, address }) => medium === one.medium && address === one.address);
    for (const threepid of has) if (!isIn(canonical, threepid)) await threepids.remove(userId, threepid);
    for (const threepid of canonical) if (!isIn(has, threepid)) await threepids.add(userId, threepid, now, now);
  }
}
