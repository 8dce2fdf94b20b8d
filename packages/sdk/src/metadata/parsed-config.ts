/** A fault in a module's configuration. */
export interface ConfigIssue {
  /** Where it stands, from the module's config: `['rules', 0, 'match']`. */
  readonly path: readonly (string | number)[];
  /** Whether the key itself is at fault (it is unknown), or its value. */
  readonly at: 'key' | 'value';
  /** What is wanted, as a sentence without a subject and a full stop: `must be an integer`. */
  readonly message: string;
  /** The keys that would have been known there, if the key is unknown. */
  readonly knownKeys?: readonly string[];
  /** What the module threw. */
  readonly cause?: unknown;
}

/** What a module makes of its configuration: what its constructor gets, or every fault. */
export type ParsedConfig = ({ readonly ok: true; readonly value: unknown } | ConfigFaults) & {
  /** Where `@Secret` properties stand, from the module's config: what must not be printed. */
  readonly secrets?: readonly ConfigIssue['path'][];
};

interface ConfigFaults {
  readonly ok: false;
  readonly issues: readonly ConfigIssue[];
}
