import { parseQuantity } from './parse-quantity.ts';

const SECOND = 1000;
const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['s', SECOND],
  ['m', 60 * SECOND],
  ['h', 3600 * SECOND],
  ['d', 24 * 3600 * SECOND],
  ['w', 7 * 24 * 3600 * SECOND],
  ['y', 365 * 24 * 3600 * SECOND],
]);

/** A whole number with a unit: seconds, minutes, hours, days, weeks, or years of 365 days. */
export type DurationString = `${bigint}${'s' | 'm' | 'h' | 'd' | 'w' | 'y'}`;

/**
 * Reads a duration as Synapse's configuration has them: `30s`, `5m`, `2h`, `7d`, `4w`, `1y`, or milliseconds, as a
 * number or as text without a unit.
 *
 * @returns Milliseconds; undefined if it is not a duration.
 */
export function parseDuration(value: unknown): number | undefined {
  return parseQuantity(value, UNITS);
}
