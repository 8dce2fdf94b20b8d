import { Codes, ModuleApi, Post, readJson, SynapseError, WebResource, type UserId } from '@bouton/sdk';
import { InviteLinksConfig } from './invite-links-config.ts';
import { LinkStore, type InviteLink } from './link-store.ts';

/** How often one user may try a link: tokens are not to be guessed. */
const LIMIT = { name: 'invite_links.redeem', perSecond: 0.1, burstCount: 5 };

/** Has who asks join the room of a link. */
@WebResource('/_synapse/client/invite-links/redeem')
export class RedeemResource {
  readonly #links: LinkStore;

  constructor(
    _config: InviteLinksConfig,
    private readonly api: ModuleApi,
  ) {
    this.#links = new LinkStore(api);
  }

  @Post
  async redeem(request: Request): Promise<object> {
    const requester = await this.api.getUserByReq(request);
    await this.api.ratelimit(requester, LIMIT);
    const { token } = await readJson(request);
    if (typeof token !== 'string') throw new SynapseError(400, 'token must be a text', Codes.INVALID_PARAM);

    const link = await this.#links.take(token, this.api.getCurrentTimeMsec());
    if (link === undefined) throw new SynapseError(404, 'This link cannot be used', Codes.NOT_FOUND);
    // Not within the transaction: the modules are asked about the invitation, and that may take a while.
    let hasJoined = false;
    try {
      hasJoined = await this.#join(requester.user, link);
    } finally {
      if (!hasJoined) await this.#links.giveBack(token);
    }
    return { room_id: link.roomId };
  }

  /** Whether the user joined; not if they are in the room already. @throws {SynapseError} If they may not. */
  async #join(user: UserId, { creator, roomId }: InviteLink): Promise<boolean> {
    if (await this.api.isUserInRoom(user, roomId)) return false;
    await this.api.updateRoomMembership(creator, user, roomId, 'invite');
    await this.api.updateRoomMembership(user, user, roomId, 'join');
    return true;
  }
}
