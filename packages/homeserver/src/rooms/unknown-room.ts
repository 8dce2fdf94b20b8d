import { Codes, SynapseError } from '@bouton/sdk';
import type { MembershipAction } from './membership-transition.ts';

/** The answer to a join of a room that nobody of this homeserver is in: without federation there is no way in. */
export function notInServersRooms(): SynapseError {
  return new SynapseError(404, "Can't join remote room because no servers that are in the room have been provided.");
}

/** The answer to a change of membership in a room that the homeserver does not know. */
export function unknownRoom(action: MembershipAction): SynapseError {
  switch (action) {
    case 'join':
      return notInServersRooms();
    case 'knock':
      return new SynapseError(404, 'No known servers');
    case 'invite':
    case 'ban':
      return new SynapseError(403, 'Unknown room', Codes.FORBIDDEN);
    default:
      return new SynapseError(404, 'Not a known room');
  }
}
