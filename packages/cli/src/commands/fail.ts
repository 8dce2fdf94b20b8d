import { BoutonError } from '@bouton/sdk';

/**
 * Ends a command that failed: an error that a person can mend is printed as it reads, anything else with its stack.
 * Returns the exit code.
 */
export function fail(error: unknown): 1 {
  console.error(BoutonError.is(error) ? describe(error) : error);
  return 1;
}

function describe(error: BoutonError): string {
  const cause = error.cause instanceof Error ? `\n\nCaused by ${error.cause.stack ?? String(error.cause)}` : '';
  return `${error.code}\n\n${error.message}${cause}`;
}
