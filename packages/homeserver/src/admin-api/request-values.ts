import { SynapseError, type RoomId, type UserId } from '@bouton/sdk';
import { assertUserIdForm, serverNameOf } from '../events/identifiers.ts';

/** What an account can be beside an ordinary user's, as in Synapse. */
export const USER_TYPES = ['support', 'bot'] as const;

/**
 * A user ID of this homeserver, from a path.
 *
 * @param message What the administrator reads if the user belongs to another server.
 * @throws {SynapseError} 400.
 */
export function localUser(userId: string, serverName: string, message: string): UserId {
  assertUserIdForm(userId);
  if (serverNameOf(userId) !== serverName) throw new SynapseError(400, message);
  return userId;
}

/** A room ID, from a path. @throws {SynapseError} 400 if it is not one. */
export function roomIdOf(roomId: string): RoomId {
  if (!roomId.startsWith('!')) throw new SynapseError(400, `${roomId} is not a legal room ID`);
  return roomId as RoomId;
}
