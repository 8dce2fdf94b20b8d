import { Module, ModuleApi, OnStart } from '@bouton/sdk';
import { InviteLinksConfig } from './invite-links-config.ts';
import { LinkStore } from './link-store.ts';
import { EXPIRE_LINK, LinksResource } from './links-resource.ts';
import { RedeemResource } from './redeem-resource.ts';

/** Links that let whoever has one join a room: so many times, and for so long. */
@Module({ config: InviteLinksConfig, resources: [LinksResource, RedeemResource] })
export class InviteLinks {
  readonly #links: LinkStore;

  constructor(
    _config: InviteLinksConfig,
    private readonly api: ModuleApi,
  ) {
    this.#links = new LinkStore(api);
    // In the constructor: tasks of an earlier run may be due.
    api.registerTaskAction(EXPIRE_LINK, async ({ params }) => {
      if (typeof params?.['token'] === 'string') await this.#links.remove(params['token']);
    });
  }

  @OnStart
  async createTable(): Promise<void> {
    // Of several Synapse processes, one is enough.
    if (this.api.shouldRunBackgroundTasks()) await this.#links.createTable();
  }
}
