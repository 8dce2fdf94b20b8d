import { HostedItem, type ItemUser } from './hosted-item.ts';
import type { PlacedConfig } from './host-config.ts';

/** The items of all Synapse processes that this host serves. Equal items exist once. */
export class HostedItems {
  readonly #byKey = new Map<string, HostedItem>();
  readonly #disposals = new Set<Promise<void>>();
  readonly #options: { readonly isShared: boolean; readonly onFailure: (error: unknown) => void };

  /** @param options Whether several Synapse processes connect, and what to do when a module fails in `@OnStart`. */
  constructor(options: { readonly isShared: boolean; readonly onFailure: (error: unknown) => void }) {
    this.#options = options;
  }

  /** The item with this configuration; starts its modules if they do not run. */
  join(placed: PlacedConfig, user: ItemUser): HostedItem {
    const key = JSON.stringify([user.synapse.serverName, user.number, placed.config]);
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      known.addUser(user);
      return known;
    }
    const item = new HostedItem(placed, user, this.#options);
    this.#byKey.set(key, item);
    // What failed to start is started anew by the next process that asks for it.
    item.registration.catch(() => this.#forget(item));
    return item;
  }

  /** The process is gone: if it was the item's last, the modules are disposed. */
  leave(item: HostedItem, user: ItemUser): void {
    if (!item.removeUser(user)) return;
    this.#forget(item);
    const disposal = item[Symbol.asyncDispose]().finally(() => this.#disposals.delete(disposal));
    this.#disposals.add(disposal);
  }

  /** Waits until what nobody uses any longer is disposed. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#disposals);
  }

  #forget(item: HostedItem): void {
    for (const [key, known] of this.#byKey) if (known === item) this.#byKey.delete(key);
  }
}
