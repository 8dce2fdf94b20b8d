/** The exceptions in a log of Synapse: each with the line before its traceback, and all of that. */
export function exceptions(log: string): readonly string[] {
  return [...log.matchAll(/^.*\nTraceback \(most recent call last\):\n(?: .*\n|\n)*.*$/gm)].map(([text]) => text);
}
