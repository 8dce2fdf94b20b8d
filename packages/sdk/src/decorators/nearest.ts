/**
 * What was probably meant: the name that is nearest, if a third of it or less is to be edited; else undefined. By hand, as a
 * library for it would be a tenth of what importing the SDK costs.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const [first] = known
    .map((candidate) => ({ candidate, edits: editsBetween(name.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((one, other) => one.edits - other.edits);
  return first !== undefined && first.edits <= name.length / 3 ? first.candidate : undefined;
}

/** How many letters are to be put in, left out or replaced to make one text of another: Levenshtein's distance. */
function editsBetween(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 0; row < one.length; row++) {
    const current = [row + 1];
    for (let column = 0; column < other.length; column++) {
      const replaced = (previous[column] ?? 0) + (one[row] === other[column] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
