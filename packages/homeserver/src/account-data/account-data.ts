import type { JsonObject, RoomId, UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { AccountDataStore } from './account-data-store.ts';

/** Changes account data, and tells the modules and the user's clients. */
export class AccountData {
  readonly #context: HomeserverContext;
  readonly #store: AccountDataStore;

  constructor(context: HomeserverContext, store: AccountDataStore) {
    this.#context = context;
    this.#store = store;
  }

  /** The content of one type, global where the room is null; undefined where there is none. */
  get(userId: UserId, roomId: RoomId | null, type: string): JsonObject | undefined {
    return this.#store.get(userId, roomId, type);
  }

  /** Replaces the content of one type. Resolves when the modules have heard of it. */
  async put(userId: UserId, roomId: RoomId | null, type: string, content: JsonObject): Promise<void> {
    await this.#store.put(userId, roomId, type, content);
    this.#context.notifier.notify(userId);
    await this.#context.callbacks.accountData.onAccountDataUpdated(userId, roomId, type, content);
  }

  /** The user's tags of a room. https://spec.matrix.org/v1.16/client-server-api/#room-tagging */
  tags(userId: UserId, roomId: RoomId): Readonly<Record<string, JsonObject>> {
    const tags = this.#store.get(userId, roomId, 'm.tag')?.['tags'];
    return (tags ?? {}) as Readonly<Record<string, JsonObject>>;
  }

  /** Replaces the user's tags of a room. As in Synapse, the modules are not told. */
  async putTags(userId: UserId, roomId: RoomId, tags: Readonly<Record<string, JsonObject>>): Promise<void> {
    await this.#store.put(userId, roomId, 'm.tag', { tags });
    this.#context.notifier.notify(userId);
  }
}
