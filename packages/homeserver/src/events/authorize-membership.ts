import { Codes } from '@bouton/sdk';
import { authorizeJoin } from './authorize-join.ts';
import { forbidden } from './forbidden.ts';
import { serverNameOf } from './identifiers.ts';
import { assertMayFederate } from './may-federate.ts';
import type { MembershipChange } from './membership-change.ts';
import type { Pdu } from './pdu.ts';
import type { PowerLevels } from './power-levels.ts';
import type { RoomVersion } from './room-version.ts';
import { joinRuleOf, membershipOf, type StateLookup } from './state-lookup.ts';
import { authorizeThirdPartyInvitee } from './third-party-invite.ts';

/**
 * Checks a member event.
 * https://spec.matrix.org/v1.16/rooms/v12/#authorization-rules (rule 5)
 *
 * @throws SynapseError 403, with a code of MSC3848 if there is one; 400 if the state key is not a user ID.
 */
export function authorizeMembership(
  event: Pdu,
  state: StateLookup,
  roomVersion: RoomVersion,
  levels: PowerLevels,
): void {
  const { membership } = event.content;
  const target = event.state_key;
  if (target === undefined) throw forbidden("'m.room.member' must be state events");
  if (typeof membership !== 'string') throw forbidden('Content has not membership key');
  assertMayFederate(target, state);
  assertSignedByAuthoriser(event);
  const authorizeChange = MEMBERSHIPS.get(membership);
  if (authorizeChange === undefined) throw forbidden(`Unknown membership ${membership}`);
  authorizeChange({
    event,
    target,
    state,
    roomVersion,
    levels,
    senderMembership: membershipOf(state, event.sender),
    targetMembership: membershipOf(state, target),
  });
}

const MEMBERSHIPS: ReadonlyMap<string, (change: MembershipChange) => void> = new Map([
  ['join', authorizeJoin],
  ['invite', authorizeInvite],
  ['leave', authorizeLeave],
  ['ban', authorizeBan],
  ['knock', authorizeKnock],
]);

/** The user who lets another join must belong to a server that signed the join; our own signature needs no verification. */
function assertSignedByAuthoriser({ content, signatures }: Pdu): void {
  const authoriser = content['join_authorised_via_users_server'];
  if (authoriser === undefined) return;
  if (typeof authoriser !== 'string' || !Object.hasOwn(signatures, serverNameOf(authoriser))) {
    throw forbidden('Event not signed by authorising server');
  }
}

function authorizeInvite(change: MembershipChange): void {
  const { event, target, targetMembership, levels } = change;
  if (event.content['third_party_invite'] !== undefined) return authorizeThirdPartyInvitee(change);
  assertSenderJoined(change);
  if (targetMembership === 'ban') throw forbidden(`${target} is banned from the room`);
  if (targetMembership === 'join') throw forbidden(`${target} is already in the room.`, Codes.ALREADY_JOINED);
  if (levels.ofUser(event.sender) < levels.invite)
    throw forbidden("You don't have permission to invite users", Codes.INSUFFICIENT_POWER);
}

function authorizeLeave(change: MembershipChange): void {
  const { event, target, senderMembership, targetMembership, levels } = change;
  if (target === event.sender && (senderMembership === 'invite' || senderMembership === 'knock')) return;
  assertSenderJoined(change);
  if (target === event.sender) return;
  const senderLevel = levels.ofUser(event.sender);
  if (targetMembership === 'ban' && senderLevel < levels.ban)
    throw forbidden(`You cannot unban user ${target}.`, Codes.INSUFFICIENT_POWER);
  if (senderLevel < levels.kick || senderLevel <= levels.ofUser(target)) {
    throw forbidden(`You cannot kick user ${target}.`, Codes.INSUFFICIENT_POWER);
  }
}

function authorizeBan(change: MembershipChange): void {
  const { event, target, levels } = change;
  assertSenderJoined(change);
  const senderLevel = levels.ofUser(event.sender);
  if (senderLevel < levels.ban) throw forbidden("You don't have permission to ban", Codes.INSUFFICIENT_POWER);
  if (senderLevel <= levels.ofUser(target))
    throw forbidden("You don't have permission to ban this user", Codes.INSUFFICIENT_POWER);
}

function authorizeKnock({ event, target, state, senderMembership }: MembershipChange): void {
  const joinRule = joinRuleOf(state);
  if (joinRule !== 'knock' && joinRule !== 'knock_restricted') throw forbidden("You don't have permission to knock");
  if (target !== event.sender) throw forbidden('You cannot knock for other users');
  if (senderMembership === 'join')
    throw forbidden('You cannot knock on a room you are already in', Codes.ALREADY_JOINED);
  if (senderMembership === 'invite') throw forbidden('You are already invited to this room');
  if (senderMembership === 'ban') throw forbidden('You are banned from this room');
}

function assertSenderJoined({ event, senderMembership }: MembershipChange): void {
  if (senderMembership !== 'join') throw forbidden(`${event.sender} not in room ${event.room_id}.`, Codes.NOT_JOINED);
}
