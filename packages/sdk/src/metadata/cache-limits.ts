import { BoutonError } from '../errors/bouton-error.ts';
import { parseDuration, type DurationString } from '../units/parse-duration.ts';
import type { CachedNote } from './notes.ts';

/** Options of `@Cached` and `ModuleApi.registerCachedFunction`. */
export interface CachedOptions {
  /** How many answers are kept; the one that was used longest ago goes first. Default 1000. */
  readonly maxEntries?: number;
  /**
   * For how long an answer is kept when it has come: a duration such as `30s`, `5m` or `1h`, or a number of milliseconds. Default:
   * until it is forgotten.
   */
  readonly maxAge?: DurationString | number;
}

/** {@linkcode CachedOptions} as they are noted. */
export type CacheLimits = Omit<CachedNote, 'method'>;

const DEFAULT_MAX_ENTRIES = 1000;

/**
 * Reads the options of a cache.
 *
 * @param owner - Whose they are, for messages: `@Cached`.
 * @throws {BoutonError} `BOUTON_DECORATOR_ARGUMENT`.
 */
export function cacheLimits(owner: string, { maxEntries = DEFAULT_MAX_ENTRIES, maxAge }: CachedOptions): CacheLimits {
  if (!Number.isSafeInteger(maxEntries) || maxEntries < 1) {
    throw refusal(owner, `a positive integer as maxEntries, and has ${String(maxEntries)}`);
  }
  if (maxAge === undefined) return { maxEntries };
  const maxAgeMs = parseDuration(maxAge);
  if (maxAgeMs !== undefined && maxAgeMs > 0) return { maxEntries, maxAgeMs };
  throw refusal(
    owner,
    `a duration like "5m", or a number of milliseconds above zero, as maxAge, and has ${JSON.stringify(maxAge)}`,
  );
}

function refusal(owner: string, wanted: string): BoutonError {
  return new BoutonError('BOUTON_DECORATOR_ARGUMENT', `${owner} wants ${wanted}`);
}
