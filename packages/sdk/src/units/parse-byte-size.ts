import { parseQuantity } from './parse-quantity.ts';

const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['K', 1024],
  ['M', 1024 ** 2],
  ['G', 1024 ** 3],
  ['T', 1024 ** 4],
]);

/**
 * Reads a size as Synapse's configuration has them: `512K`, `10M`, `2G`, `1T`, in powers of 1024, or bytes, as a number
 * or as text without a unit.
 *
 * @returns Bytes; undefined if it is not a size.
 */
export function parseByteSize(value: unknown): number | undefined {
  return parseQuantity(value, UNITS);
}
