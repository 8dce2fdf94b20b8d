import { closest, distance } from 'fastest-levenshtein';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/**
 * The end of a sentence about a name that is not known: `; did you mean "deny"?` if one of the known names is near,
 * else `; there are deny and allow`, or nothing if there are none.
 */
export function didYouMean(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const wanted = name.toLowerCase();
  const nearest = closest(
    wanted,
    known.map((candidate) => candidate.toLowerCase()),
  );
  const candidate = known.find((each) => each.toLowerCase() === nearest);
  if (candidate !== undefined && distance(wanted, nearest) <= Math.ceil(name.length * 0.4)) {
    return `; did you mean ${JSON.stringify(candidate)}?`;
  }
  return `; there ${known.length === 1 ? 'is' : 'are'} ${list.format(known)}`;
}
