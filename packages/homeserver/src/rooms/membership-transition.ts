import { Codes, SynapseError } from '@bouton/sdk';
import type { MembershipState } from './room-store.ts';

/** What is done to a user's membership: the membership they get, or a more exact word for a leave. */
export type MembershipAction = MembershipState | 'kick' | 'unban';

/** The membership that an action leads to. @throws {SynapseError} 400 if it is none. */
export function membershipAfter(action: string): MembershipState {
  switch (action) {
    case 'kick':
    case 'unban':
      return 'leave';
    case 'join':
    case 'invite':
    case 'leave':
    case 'ban':
    case 'knock':
      return action;
    default:
      throw new SynapseError(400, 'Invalid membership key');
  }
}

/**
 * Refuses an action that makes no sense for the membership that the user has, whoever does it.
 *
 * @throws {SynapseError} 403: `M_BAD_STATE`, or `M_FORBIDDEN` for a kick of somebody who is not in the room.
 */
export function assertTransition(action: string, current: MembershipState | undefined): void {
  if (action === 'unban' && current !== undefined && current !== 'ban') {
    throw badState(`Cannot unban user who was not banned (membership=${current})`);
  }
  if (current === 'ban' && !['ban', 'unban', 'leave'].includes(action)) {
    throw badState(`Cannot ${action} user who was banned`);
  }
  if (action === 'kick' && (current === undefined || current === 'leave')) {
    throw new SynapseError(403, 'The target user is not in the room', Codes.FORBIDDEN);
  }
}

function badState(message: string): SynapseError {
  return new SynapseError(403, message, Codes.BAD_STATE);
}
