import { Codes, SynapseError } from '@bouton/sdk';
import { qualifiedUserId } from './user-id.ts';

/** The longest user ID, in bytes. */
const MAX_USER_ID = 255;

/**
 * Refuses a localpart that cannot be registered.
 * https://spec.matrix.org/v1.16/appendices/#user-identifiers
 *
 * @throws {SynapseError} 400 `M_INVALID_USERNAME`.
 */
export function assertUsername(localpart: string, serverName: string): void {
  const refuse = (message: string): never => {
    throw new SynapseError(400, message, Codes.INVALID_USERNAME);
  };
  if (!/^[a-z0-9=_\-./+]*$/.test(localpart)) refuse("User ID can only contain characters a-z, 0-9, or '=_-./+'");
  if (localpart === '') refuse('User ID cannot be empty');
  if (localpart.startsWith('_')) refuse('User ID may not begin with _');
  if (Buffer.byteLength(qualifiedUserId(localpart, serverName)) > MAX_USER_ID) {
    refuse(`User ID may not be longer than ${MAX_USER_ID} characters`);
  }
  if (/^[0-9]+$/.test(localpart)) refuse('Numeric user IDs are reserved for guest users.');
}
