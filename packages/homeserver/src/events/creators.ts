import { elementsOf } from '../lib/json-guards.ts';
import type { Pdu } from './pdu.ts';
import type { RoomVersion } from './room-version.ts';

/** Who created a room, by its create event. Undefined if an old room's create event names nobody. */
export function creatorOf(create: Pdu, roomVersion: RoomVersion): string | undefined {
  const creator = roomVersion.creatorInContent ? create.content['creator'] : create.sender;
  return typeof creator === 'string' ? creator : undefined;
}

/**
 * The creators who stand above all power levels: the sender of the create event and its `additional_creators`. Nobody before
 * room version 12.
 * https://spec.matrix.org/v1.16/rooms/v12/#event-format
 */
export function privilegedCreatorsOf(create: Pdu, roomVersion: RoomVersion): readonly string[] {
  if (!roomVersion.privilegedCreators) return [];
  const additional = elementsOf(create.content['additional_creators']).filter((entry) => typeof entry === 'string');
  return [create.sender, ...additional];
}
