import { forbidden } from './forbidden.ts';
import { elementsOf, isJsonObject, type ReadonlyJsonObject } from '../lib/json-guards.ts';
import type { MembershipChange } from './membership-change.ts';
import { verifySignature } from './verify-signature.ts';

/**
 * Checks the invite of a user who was invited by e-mail address or phone number before: a key of that `m.room.third_party_invite`
 * must have signed that the user is the one meant.
 * https://spec.matrix.org/v1.16/rooms/v12/#authorization-rules (rule 5.4.1)
 *
 * @throws SynapseError 403 `M_FORBIDDEN`.
 */
export function authorizeThirdPartyInvitee(change: MembershipChange): void {
  const { target, targetMembership } = change;
  if (targetMembership === 'ban') throw forbidden(`${target} is banned from the room`);
  if (!isSignedInvitee(change)) throw forbidden('You are not invited to this room.');
}

function isSignedInvitee({ event, target, state }: MembershipChange): boolean {
  const { third_party_invite: invitation } = event.content;
  if (!isJsonObject(invitation) || !isJsonObject(invitation['signed'])) return false;
  const { signed } = invitation;
  const { mxid, token } = signed;
  if (mxid !== target || typeof token !== 'string') return false;
  const invite = state('m.room.third_party_invite', token);
  if (invite === undefined || invite.sender !== event.sender) return false;
  const publicKeys = [...publicKeysOf(invite.content)];
  return signaturesOf(signed).some((signature) => publicKeys.some((key) => verifySignature(signed, signature, key)));
}

function* publicKeysOf(content: ReadonlyJsonObject): Generator<string> {
  if (typeof content['public_key'] === 'string') yield content['public_key'];
  for (const entry of elementsOf(content['public_keys'])) {
    if (isJsonObject(entry) && typeof entry['public_key'] === 'string') yield entry['public_key'];
  }
}

/** All ed25519 signatures, whichever servers they name. */
function signaturesOf({ signatures }: ReadonlyJsonObject): string[] {
  if (!isJsonObject(signatures)) return [];
  return Object.values(signatures)
    .filter((byKeyId) => isJsonObject(byKeyId))
    .flatMap((byKeyId) => Object.entries(byKeyId))
    .filter(([keyId]) => keyId.startsWith('ed25519:'))
    .map(([, signature]) => signature)
    .filter((signature) => typeof signature === 'string');
}
