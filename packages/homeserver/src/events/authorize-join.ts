import { creatorOf } from './creators.ts';
import { eventIdOf } from './event-id.ts';
import { forbidden } from './forbidden.ts';
import type { MembershipChange } from './membership-change.ts';
import { joinRuleOf, membershipOf } from './state-lookup.ts';

/**
 * Checks that a user may join a room, by its join rule.
 * https://spec.matrix.org/v1.16/rooms/v12/#authorization-rules (rule 5.3)
 *
 * @throws SynapseError 403 `M_FORBIDDEN`.
 */
export function authorizeJoin(change: MembershipChange): void {
  if (isFirstJoin(change)) return;
  const { event, target, state, senderMembership } = change;
  if (event.sender !== target) throw forbidden('Cannot force another user to join.');
  if (senderMembership === 'ban') throw forbidden('You are banned from this room');
  switch (joinRuleOf(state)) {
    case 'public':
      return;
    case 'invite':
    case 'knock':
      if (!isInvitedOrJoined(senderMembership)) throw forbidden('You are not invited to this room.');
      return;
    case 'restricted':
    case 'knock_restricted':
      if (!isInvitedOrJoined(senderMembership)) assertAuthorised(change);
      return;
    default:
      throw forbidden('You are not allowed to join this room');
  }
}

/** The creator's own join, right after the create event. */
function isFirstJoin({ event, target, state, roomVersion }: MembershipChange): boolean {
  const create = state('m.room.create', '');
  return (
    create !== undefined &&
    event.prev_events.length === 1 &&
    creatorOf(create, roomVersion) === target &&
    event.prev_events[0] === eventIdOf(create, roomVersion)
  );
}

function isInvitedOrJoined(membership: string | undefined): boolean {
  return membership === 'invite' || membership === 'join';
}

/** A user who is not invited joins a restricted room on the word of a member who may invite. */
function assertAuthorised({ event, state, levels }: MembershipChange): void {
  const authoriser = event.content['join_authorised_via_users_server'];
  if (typeof authoriser !== 'string') throw forbidden('Join event is missing authorising user.');
  const membership = membershipOf(state, authoriser);
  if (membership !== 'join') {
    throw forbidden(`User ${authoriser} not in room ${event.room_id} (${membership ?? 'None'})`);
  }
  if (levels.ofUser(authoriser) < levels.invite) throw forbidden('Join event authorised by invalid server.');
}
