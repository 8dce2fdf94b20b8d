import { SynapseError, type UserId } from '@bouton/sdk';
import { assertUserIdForm, serverNameOf } from '../events/identifiers.ts';

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
