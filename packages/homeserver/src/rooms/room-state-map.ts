import type { RoomEvent, RoomId, StateMap } from '@bouton/sdk';
import type { RoomStore } from './room-store.ts';

/** The state of a room at a place of the stream, read as it is asked for. */
export class RoomStateMap implements StateMap {
  readonly #rooms: RoomStore;
  readonly #roomId: RoomId;
  readonly #at: number;

  constructor(rooms: RoomStore, roomId: RoomId, at: number) {
    this.#rooms = rooms;
    this.#roomId = roomId;
    this.#at = at;
  }

  async get(type: string, stateKey = ''): Promise<RoomEvent | undefined> {
    return this.#rooms.stateEvent(this.#roomId, type, stateKey, this.#at)?.event;
  }

  async ofType(type: string): Promise<readonly RoomEvent[]> {
    return this.#rooms.stateOfType(this.#roomId, type, this.#at).map(({ event }) => event);
  }

  async all(): Promise<readonly RoomEvent[]> {
    return this.#rooms.fullState(this.#roomId, this.#at).map(({ event }) => event);
  }
}
