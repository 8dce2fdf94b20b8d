import type { FlatEvent } from './flatten-event.ts';

/** Reads texts of an event in lower case, each converted once; undefined if there is no text at the path. */
export function lowerCaseReader(flat: FlatEvent): (path: string) => string | undefined {
  const known = new Map<string, string>();
  return (path) => {
    const converted = known.get(path);
    if (converted !== undefined) return converted;
    const text = flat.get(path);
    if (typeof text !== 'string') return undefined;
    const lower = text.toLowerCase();
    known.set(path, lower);
    return lower;
  };
}
