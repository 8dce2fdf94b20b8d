import { Codes, SynapseError } from '@bouton/sdk';

/** Runs in a thread. */
export default function sum(...terms: readonly number[]): number {
  if (terms.length > 3) throw new SynapseError(413, 'No more than 3 terms', Codes.TOO_LARGE, { limit: 3 });
  return terms.reduce((one, other) => one + other, 0);
}
