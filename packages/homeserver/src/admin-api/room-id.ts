import { SynapseError, type RoomId } from '@bouton/sdk';

/** A room ID, from a path. @throws {SynapseError} 400 if it is none. */
export function roomIdOf(roomId: string): RoomId {
  if (!roomId.startsWith('!')) throw new SynapseError(400, `${roomId} is not a legal room ID`);
  return roomId as RoomId;
}
