import { Codes, SynapseError } from '@bouton/sdk';

/** The answer to an event that the room's rules do not allow: 403 `M_FORBIDDEN`. */
export function forbidden(message: string): SynapseError {
  return new SynapseError(403, message, Codes.FORBIDDEN);
}
