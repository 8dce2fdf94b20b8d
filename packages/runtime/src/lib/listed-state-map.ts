import type { RoomEvent, StateMap } from '@bouton/sdk';

/** A state map of a few events that are at hand. */
export class ListedStateMap implements StateMap {
  readonly #events: readonly RoomEvent[];

  constructor(events: Iterable<RoomEvent> = []) {
    this.#events = [...events];
  }

  async get(type: string, stateKey = ''): Promise<RoomEvent | undefined> {
    return this.#events.find((event) => event.type === type && event.state_key === stateKey);
  }

  async ofType(type: string): Promise<readonly RoomEvent[]> {
    return this.#events.filter((event) => event.type === type).toSorted(byStateKey);
  }

  async all(): Promise<readonly RoomEvent[]> {
    return this.#events;
  }
}

function byStateKey(one: RoomEvent, other: RoomEvent): number {
  return (one.state_key ?? '') < (other.state_key ?? '') ? -1 : 1;
}
