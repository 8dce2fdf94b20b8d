import { Codes, SynapseError } from '@bouton/sdk';

/** The token for a place in the homeserver's stream: `s42`. */
export function formatSyncToken(stream: number): string {
  return `s${stream}`;
}

/**
 * The place that a token stands for.
 *
 * @throws {SynapseError} 400 `M_INVALID_PARAM` if it is none of this homeserver's tokens.
 */
export function parseSyncToken(token: string, parameter: string): number {
  const digits = /^s(\d{1,15})$/.exec(token)?.[1];
  if (digits === undefined)
    throw new SynapseError(400, `'${parameter}' is not a valid stream token`, Codes.INVALID_PARAM);
  return Number(digits);
}
