import { randomBytes } from 'node:crypto';
import { Codes, Get, isRoomId, ModuleApi, Post, readJson, SynapseError, WebResource } from '@bouton/sdk';
import { InviteLinksConfig } from './invite-links-config.ts';
import { LinkStore, type InviteLink } from './link-store.ts';

/** The task that removes a link when its time is over. */
export const EXPIRE_LINK = 'org.example.invite_links.expire';

/** How often one user may make a link. */
const LIMIT = { name: 'invite_links.make', perSecond: 0.1, burstCount: 10 };

/** Makes links, and lists those of who asks. */
@WebResource('/_synapse/client/invite-links')
export class LinksResource {
  readonly #links: LinkStore;

  constructor(
    private readonly config: InviteLinksConfig,
    private readonly api: ModuleApi,
  ) {
    this.#links = new LinkStore(api);
  }

  @Get
  async list(request: Request): Promise<object> {
    const { user } = await this.api.getUserByReq(request);
    const links = await this.#links.of(user, this.api.getCurrentTimeMsec());
    return { links: links.map(shown) };
  }

  @Post
  async make(request: Request): Promise<object> {
    const requester = await this.api.getUserByReq(request);
    await this.api.ratelimit(requester, LIMIT);
    const { room_id: roomId, uses = this.config.max_uses } = await readJson(request);
    if (!isRoomId(roomId)) throw new SynapseError(400, 'room_id must be a room ID', Codes.INVALID_PARAM);
    if (!this.#isAllowed(uses)) {
      const wanted = `uses must be an integer from 1 to ${this.config.max_uses}`;
      throw new SynapseError(400, wanted, Codes.INVALID_PARAM);
    }
    if (!(await this.api.isUserInRoom(requester.user, roomId))) {
      throw new SynapseError(403, 'You are not in this room', Codes.FORBIDDEN);
    }

    const token = randomBytes(24).toString('base64url');
    const expiresTs = this.api.getCurrentTimeMsec() + this.config.lifetime;
    const link = { token, roomId, creator: requester.user, usesLeft: uses, expiresTs };
    await this.#links.add(link);
    await this.api.scheduleTask(EXPIRE_LINK, { timestamp: expiresTs, resourceId: roomId, params: { token } });
    return shown(link);
  }

  #isAllowed(uses: unknown): uses is number {
    return Number.isInteger(uses) && Number(uses) >= 1 && Number(uses) <= this.config.max_uses;
  }
}

function shown({ token, roomId, usesLeft, expiresTs }: InviteLink): object {
  return { token, room_id: roomId, uses_left: usesLeft, expires_ts: expiresTs };
}
