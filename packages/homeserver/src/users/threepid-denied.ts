import { Codes, SynapseError } from '@bouton/sdk';

/**
 * What a client is told whose address a module does not allow: the text depends on where the address was to be used. An
 * exception of a module keeps its own.
 */
export function threepidDenied(denial: SynapseError, message: string): SynapseError {
  return denial.errcode === Codes.THREEPID_DENIED ? new SynapseError(403, message, Codes.THREEPID_DENIED) : denial;
}
