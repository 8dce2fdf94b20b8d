import type { RoomEvent, StateMap } from '@bouton/sdk';
import type { Connection } from './connection.ts';
import { deepFreeze } from '@bouton/contract';

/**
 * The state map of a callback that runs in Synapse: each event is fetched when it is first asked for. After the callback
 * was answered, what is asked for anew is an error.
 */
export class RemoteStateMap implements StateMap {
  readonly #connection: Connection;
  readonly #operation: number;
  readonly #events = new Map<string, Promise<RoomEvent | undefined>>();

  /** @param operation The id of the callback's request. */
  constructor(connection: Connection, operation: number) {
    this.#connection = connection;
    this.#operation = operation;
  }

  get(type: string, stateKey: string = ''): Promise<RoomEvent | undefined> {
    const key = JSON.stringify([type, stateKey]);
    const known = this.#events.get(key);
    if (known !== undefined) return known;
    const event = this.#connection
      .ask('state.get', this.#operation, type, stateKey)
      .then((found) => (found === null ? undefined : deepFreeze(found as RoomEvent)));
    this.#events.set(key, event);
    return event;
  }

  ofType(type: string): Promise<readonly RoomEvent[]> {
    return this.#list(type);
  }

  all(): Promise<readonly RoomEvent[]> {
    return this.#list(null);
  }

  async #list(type: string | null): Promise<readonly RoomEvent[]> {
    return deepFreeze((await this.#connection.ask('state.list', this.#operation, type)) as RoomEvent[]);
  }
}
