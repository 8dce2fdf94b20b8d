import type { EventId, RoomId, StateMap } from '@bouton/sdk';
import type { Pdu, RoomVersion } from '../events/index.ts';
import { RoomStateMap } from './room-state-map.ts';
import type { RoomStore } from './room-store.ts';

/** A state event with its ID. */
export interface StateEntry {
  readonly eventId: EventId;
  readonly pdu: Pdu;
}

/** The point of a room where a new event is added. */
export interface RoomPlace {
  readonly version: RoomVersion;
  readonly prevEvents: readonly EventId[];
  /** Of the new event. */
  readonly depth: number;
  /** The place of the newest previous event in the homeserver's stream; 0 for a room's first event. */
  readonly covers: number;
  /** The room's state, to be asked at once. */
  readonly state: (type: string, stateKey: string) => StateEntry | undefined;
  /** The room's state as the modules see it. */
  readonly stateMap: StateMap;
}

/** Behind the newest events of a room. */
export function currentPlace(rooms: RoomStore, roomId: RoomId, version: RoomVersion): RoomPlace {
  const extremities = rooms.forwardExtremities(roomId);
  const covers = extremities[0]?.stream ?? 0;
  return {
    version,
    prevEvents: extremities.map(({ eventId }) => eventId),
    depth: 1 + Math.max(0, ...extremities.map(({ depth }) => depth)),
    covers,
    state: (type, stateKey) => stateEntry(rooms, roomId, type, stateKey),
    stateMap: new RoomStateMap(rooms, roomId, covers),
  };
}

/** The current state event of a room under a key. */
export function stateEntry(rooms: RoomStore, roomId: RoomId, type: string, stateKey: string): StateEntry | undefined {
  const stored = rooms.stateEvent(roomId, type, stateKey);
  return stored && { eventId: stored.event.event_id, pdu: stored.pdu };
}
