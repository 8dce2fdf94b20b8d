import type { RoomEvent, StateMap } from '@bouton/sdk';

/** A state map of events that are all there. */
export class ListedStateMap implements StateMap {
  readonly #events: readonly RoomEvent[];

  /** @param events In the order of their types and state keys. */
  constructor(events: readonly RoomEvent[]) {
    this.#events = events;
  }

  async get(type: string, stateKey: string = ''): Promise<RoomEvent | undefined> {
    return this.#events.find((event) => event.type === type && event.state_key === stateKey);
  }

  async ofType(type: string): Promise<readonly RoomEvent[]> {
    return this.#events.filter((event) => event.type === type);
  }

  async all(): Promise<readonly RoomEvent[]> {
    return this.#events;
  }
}
