import type { PageOptions } from '@bouton/sdk';

/** How many entries a page has if nobody says. */
const DEFAULT_LIMIT = 100;

/** The part of a list that is wanted. */
export interface Page {
  readonly from: number;
  readonly limit: number;
}

/** Which part of a list is wanted. @throws {RangeError} If `from` or `limit` is not a whole number from 0 on. */
export function pageOf({ from = 0, limit = DEFAULT_LIMIT }: PageOptions): Page {
  assertWholeNumber('from', from);
  assertWholeNumber('limit', limit);
  return { from, limit };
}

function assertWholeNumber(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 0) return;
  throw new RangeError(`${name} is to be a whole number from 0 on, not ${value}`);
}
