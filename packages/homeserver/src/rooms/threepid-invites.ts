import { SynapseError, type Requester, type RoomId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { ThreepidInvite } from './new-room-config.ts';
import { RoomStateMap } from './room-state-map.ts';
import type { RoomStore } from './room-store.ts';

/** Invites of email addresses and telephone numbers. Without an identity server nobody can be found by them. */
export class ThreepidInvites {
  readonly #context: HomeserverContext;
  readonly #rooms: RoomStore;

  constructor(context: HomeserverContext, rooms: RoomStore) {
    this.#context = context;
    this.#rooms = rooms;
  }

  /**
   * Asks the modules about the invite, then refuses it.
   *
   * @throws {SynapseError} 403, always.
   */
  async invite(requester: Requester, roomId: RoomId, { medium, address }: ThreepidInvite): Promise<never> {
    const { thirdPartyRules, spamChecker } = this.#context.callbacks;
    const state = new RoomStateMap(this.#rooms, roomId, this.#context.stream.current);
    const denial =
      (await thirdPartyRules.checkThreepidCanBeInvited(medium, address, state)) ??
      (await spamChecker.userMaySend3pidInvite(requester.user, medium, address, roomId));
    throw denial ?? new SynapseError(403, 'Looking up third-party identifiers is denied from this server');
  }
}
