import type { RoomEvent } from './room-event.ts';

/**
 * The state of a room at one point, fetched as it is asked for: a room's whole state is never loaded because a module
 * might look at it. Within one callback the answers do not change.
 */
export interface StateMap {
  /** The state event of that type and key, or undefined if the room has none. */
  get(type: string, stateKey?: string): Promise<RoomEvent | undefined>;
  /** All state events of that type, in the order of their state keys: every member event, for example. */
  ofType(type: string): Promise<readonly RoomEvent[]>;
  /** Every state event of the room. Costly in large rooms. */
  all(): Promise<readonly RoomEvent[]>;
}
