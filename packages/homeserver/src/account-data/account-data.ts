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

  /** The content of one type, global if the room is null; undefined if there is none. */
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
    return tagsIn(this.#store.get(userId, roomId, 'm.tag'));
  }

  /** Gives a room a tag, or with null takes it away. As in Synapse, the modules are not told. */
  async setTag(userId: UserId, roomId: RoomId, tag: string, content: JsonObject | null): Promise<void> {
    await this.#store.update(userId, roomId, 'm.tag', (before) => {
      const { [tag]: _replaced, ...others } = tagsIn(before);
      return { tags: content === null ? others : { ...others, [tag]: content } };
    });
    this.#context.notifier.notify(userId);
  }
}

function tagsIn(content: JsonObject | undefined): Readonly<Record<string, JsonObject>> {
  return (content?.['tags'] ?? {}) as Readonly<Record<string, JsonObject>>;
}
