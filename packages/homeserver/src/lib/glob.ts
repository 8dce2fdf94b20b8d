/** What a word is made of: letters, marks, digits and connectors of all scripts. */
const WORD = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u;

/** A glob between two stars: characters, and question marks as undefined. */
type Segment = readonly (string | undefined)[];

/** Which part of the text a glob must match: whole words anywhere in it, or all of it. */
type Part = 'words' | 'all';

/**
 * Makes a test for a glob: `*` stands for any characters of one line, `?` for one. Case does not matter: the test takes text in
 * lower case, since many globs are compared with one text. Users write globs, so this is not a regular expression: however odd the glob, its time is at most that of comparing it with each place of the text.
 * https://spec.matrix.org/v1.16/appendices/#glob-style-matching
 */
export function globTest(glob: string, part: Part): (text: string) => boolean {
  const lower = glob.toLowerCase();
  const literals = lower.split(/[*?]/);
  if (literals.length === 1) {
    return part === 'all' ? (text) => text === lower : (text) => hasWord(text, lower);
  }
  const segments = lower.split(/\*+/).map((segment) => Array.from(segment, (one) => (one === '?' ? undefined : one)));
  return (text) => literals.every((literal) => text.includes(literal)) && matches(Array.from(text), segments, part);
}

function hasWord(text: string, word: string): boolean {
  for (let place = text.indexOf(word); place >= 0; place = text.indexOf(word, place + 1)) {
    const before = text.slice(0, place).slice(-2);
    const isInPair = (before.codePointAt(before.length - 1) ?? 0) > 0xffff;
    if (!isInPair && isEdgeIn(text, place) && isEdgeIn(text, place + word.length)) return true;
    if (place >= text.length) return false;
  }
  return false;
}

function isEdgeIn(text: string, place: number): boolean {
  const before = Array.from(text.slice(Math.max(0, place - 2), place)).at(-1);
  return isEdge(before, text.slice(place, place + 2));
}

/** Whether two neighbouring characters are not both part of a word. */
function isEdge(before: string | undefined, after: string | undefined): boolean {
  return before === undefined || after === undefined || !(WORD.test(before) && WORD.test(after));
}

/** @param text Its characters. */
function matches(text: readonly string[], [first = [], ...rest]: readonly Segment[], part: Part): boolean {
  const mayEnd = (place: number): boolean =>
    part === 'all' ? place === text.length : isEdge(text[place - 1], text[place]);
  /** Where the line ends on which the latest attempt failed: what begins later on that line fails too. */
  let failedUpTo = -1;
  const lastStart = part === 'all' ? 0 : text.length;
  for (let start = 0; start <= lastStart; start += 1) {
    if (part === 'words' && !isEdge(text[start - 1], text[start])) continue;
    if (!isAt(text, first, start)) continue;
    const end = start + first.length;
    if (rest.length === 0) {
      if (mayEnd(end)) return true;
    } else if (end > failedUpTo) {
      if (continues(text, rest, end, mayEnd)) return true;
      failedUpTo = lineEnd(text, end);
    }
  }
  return false;
}

/** Whether the segments follow, each as soon as it can on the line where the one before it ended. */
function continues(
  text: readonly string[],
  segments: readonly Segment[],
  from: number,
  mayEnd: (place: number) => boolean,
): boolean {
  let place = from;
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    const until = lineEnd(text, place);
    const fits = (at: number): boolean => isAt(text, segment, at) && (!isLast || mayEnd(at + segment.length));
    while (!fits(place)) {
      if (place >= until) return false;
      place += 1;
    }
    place += segment.length;
  }
  return true;
}

function isAt(text: readonly string[], segment: Segment, place: number): boolean {
  if (place + segment.length > text.length) return false;
  return segment.every((one, index) => {
    const found = text[place + index];
    return one === undefined ? found !== '\n' : found === one;
  });
}

function lineEnd(text: readonly string[], place: number): number {
  const end = text.indexOf('\n', place);
  return end < 0 ? text.length : end;
}
