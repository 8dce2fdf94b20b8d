import { Codes, SynapseError } from '@bouton/sdk';

/** Codes of MSC3848, which modules see and clients do not: as in Synapse by default, these get `M_FORBIDDEN`. */
type RuleCode = typeof Codes.NOT_JOINED | typeof Codes.ALREADY_JOINED | typeof Codes.INSUFFICIENT_POWER;

/** The answer to an event that the room's rules do not allow: 403, with a code that says which rule, if there is one. */
export class RefusedByRules extends SynapseError {
  constructor(message: string, errcode: RuleCode | typeof Codes.FORBIDDEN) {
    super(403, message, errcode);
  }
}

/** Makes the answer to an event that the room's rules do not allow. */
export function forbidden(message: string, errcode: RuleCode | typeof Codes.FORBIDDEN = Codes.FORBIDDEN): SynapseError {
  return new RefusedByRules(message, errcode);
}
