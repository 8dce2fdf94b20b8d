import type { Requester, RoomId, UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { RateLimiter } from '../ratelimit/rate-limiter.ts';

/** How often users may invite: Synapse's `rc_invites`. */
export class InviteLimits {
  readonly #perRoom: RateLimiter;
  readonly #perUser: RateLimiter;
  readonly #perIssuer: RateLimiter;

  constructor(context: HomeserverContext) {
    const { perRoom, perUser, perIssuer } = context.settings.rcInvites;
    this.#perRoom = new RateLimiter(context, 'rc_invites.per_room', perRoom);
    this.#perUser = new RateLimiter(context, 'rc_invites.per_user', perUser);
    this.#perIssuer = new RateLimiter(context, 'rc_invites.per_issuer', perIssuer);
  }

  /** Counts an invite. @throws {SynapseError} 429 `M_LIMIT_EXCEEDED`. */
  async invite(requester: Requester, roomId: RoomId, invitee: UserId): Promise<void> {
    await this.#perRoom.limit(requester, roomId);
    await this.#perUser.limit(requester, invitee);
    await this.#perIssuer.limit(requester, requester.user);
  }

  /**
   * Asks, without counting, whether a new room may begin with so many invites.
   *
   * @throws {SynapseError} 429 `M_LIMIT_EXCEEDED`.
   */
  async newRoom(requester: Requester, invites: number): Promise<void> {
    await this.#perRoom.limit(requester, requester.user, { actions: invites, record: false });
  }
}
