import type { HomeserverContext } from '../context.ts';
import { RoomStateMap } from './room-state-map.ts';
import type { RoomStore, StoredEvent } from './room-store.ts';

/**
 * Tells the modules of new events, then wakes the clients that wait for them. Events are announced in their order; a module
 * that takes long with one delays that event's clients only.
 */
export class EventPublisher {
  readonly #context: HomeserverContext;
  readonly #rooms: RoomStore;
  readonly #pending = new Set<Promise<void>>();
  readonly #listeners: ((event: StoredEvent) => void)[] = [];

  constructor(context: HomeserverContext, rooms: RoomStore) {
    this.#context = context;
    this.#rooms = rooms;
  }

  /** Has a listener hear of every event when the clients do. */
  subscribe(listener: (event: StoredEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** Announces events of one room that were stored together. Returns at once. */
  publish(...events: readonly StoredEvent[]): void {
    if (!this.#context.callbacks.has('third_party_rules', 'on_new_event')) {
      for (const event of events) this.#wake(event);
      return;
    }
    const announced = this.#announce(events).finally(() => this.#pending.delete(announced));
    this.#pending.add(announced);
  }

  /** Resolves when all that was published is announced, with what modules sent in return. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  async #announce(events: readonly StoredEvent[]): Promise<void> {
    const newest = events.at(-1)?.stream ?? 0;
    for (const stored of events) {
      const state = new RoomStateMap(this.#rooms, stored.event.room_id, newest);
      try {
        await this.#context.callbacks.thirdPartyRules.onNewEvent(stored.event, state);
      } catch (error) {
        this.#context.log.error('Cannot tell the modules of an event', { eventId: stored.event.event_id, error });
      }
      this.#wake(stored);
    }
  }

  /** Those in the room, and whose membership the event changes. */
  #wake(stored: StoredEvent): void {
    const { room_id, type, state_key } = stored.event;
    this.#context.notifier.notify(room_id, ...(type === 'm.room.member' && state_key !== undefined ? [state_key] : []));
    for (const listener of this.#listeners) listener(stored);
  }
}
