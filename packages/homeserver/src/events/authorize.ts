import { Codes } from '@bouton/sdk';
import { authorizeCreate } from './authorize-create.ts';
import { authorizeMembership } from './authorize-membership.ts';
import { authorizePowerLevels } from './authorize-power-levels.ts';
import { forbidden } from './forbidden.ts';
import { assertMayFederate } from './may-federate.ts';
import type { Pdu } from './pdu.ts';
import { PowerLevels } from './power-levels.ts';
import type { RoomVersion } from './room-version.ts';
import { membershipOf, type StateLookup } from './state-lookup.ts';

/**
 * Checks an event against the room's state before it, by the authorization rules of the room's version.
 * https://spec.matrix.org/v1.16/rooms/v12/#authorization-rules
 *
 * The rules about an event's list of auth events are not checked: the homeserver selects them itself, from accepted events of
 * the same room. The redaction of another event is a second check, {@linkcode authorizeRedaction}.
 *
 * @throws SynapseError if the event is not allowed: 403, with a code of MSC3848 if there is one, or 400 for malformed power levels and creators.
 */
export function authorize(event: Pdu, state: StateLookup, roomVersion: RoomVersion): void {
  if (event.type === 'm.room.create') return authorizeCreate(event, roomVersion);
  const levels = PowerLevels.of(state, roomVersion);
  assertMayFederate(event.sender, state);
  if (event.type === 'm.room.member') return authorizeMembership(event, state, roomVersion, levels);

  const membership = membershipOf(state, event.sender);
  if (membership !== 'join') {
    throw forbidden(`User ${event.sender} not in room ${event.room_id} (${membership ?? 'None'})`);
  }
  if (event.type === 'm.room.third_party_invite') return authorizeThirdPartyInvite(event, levels);
  authorizeSending(event, levels);
  if (event.type === 'm.room.power_levels') authorizePowerLevels(event, state, roomVersion, levels);
}

function authorizeThirdPartyInvite(event: Pdu, levels: PowerLevels): void {
  if (levels.ofUser(event.sender) < levels.invite)
    throw forbidden("You don't have permission to invite users", Codes.INSUFFICIENT_POWER);
}

function authorizeSending(event: Pdu, levels: PowerLevels): void {
  const userLevel = levels.ofUser(event.sender);
  const sendLevel = levels.toSend(event.type, event.state_key !== undefined);
  if (userLevel < sendLevel) {
    throw forbidden(
      `You don't have permission to post that to the room. user_level (${userLevel}) < send_level (${sendLevel})`,
      Codes.INSUFFICIENT_POWER,
    );
  }
  if (event.state_key?.startsWith('@') && event.state_key !== event.sender) {
    throw forbidden('You are not allowed to set others state');
  }
}
