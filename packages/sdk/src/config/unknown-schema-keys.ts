import { isDeepStrictEqual } from 'node:util';
import type { ConfigIssue } from '../metadata/parsed-config.ts';
import type { StandardResult } from '../types/standard-schema.ts';
import type { ConfigPath } from './config-objects.ts';
import { isMapping } from './parse-mapping.ts';

/**
 * The keys of a mapping that a schema accepted and took no notice of: what it made does not have them, and is the same with any
 * other value there.
 *
 * @param ask - Asks the schema about another mapping.
 */
export function unknownKeys(
  input: unknown,
  made: unknown,
  ask: (value: unknown) => StandardResult<unknown>,
): readonly ConfigIssue[] {
  return missingKeys(input, made, []).flatMap(({ path, knownKeys }): readonly ConfigIssue[] => {
    const result = ask(copyWith(input, path, Symbol('any other value')));
    const isUnknown = result.issues === undefined && isDeepStrictEqual(result.value, made);
    return isUnknown ? [{ path, at: 'key', message: 'is not a known key', knownKeys }] : [];
  });
}

/** A value without what stands at some places. */
export function without(value: unknown, paths: readonly ConfigPath[]): unknown {
  return paths.filter((path) => path.length > 0).reduce((rest, path) => copyWith(rest, path, undefined), value);
}

interface MissingKey {
  readonly path: ConfigPath;
  readonly knownKeys: readonly string[];
}

function missingKeys(input: unknown, made: unknown, path: ConfigPath): readonly MissingKey[] {
  if (Array.isArray(input) && Array.isArray(made)) {
    return input.flatMap((item, index) => missingKeys(item, made[index], [...path, index]));
  }
  if (!isMapping(input) || !isMapping(made)) return [];
  const knownKeys = Object.keys(made);
  return Object.entries(input).flatMap(([key, value]) => {
    const at = [...path, key];
    return Object.hasOwn(made, key) ? missingKeys(value, made[key], at) : [{ path: at, knownKeys }];
  });
}

/** A copy with another value at a place; undefined removes the key. */
function copyWith(value: unknown, path: ConfigPath, other: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return other;
  if (Array.isArray(value))
    return value.map((item, index): unknown => (index === step ? copyWith(item, rest, other) : item));
  if (!isMapping(value)) return value;
  const changed = copyWith(value[step], rest, other);
  const entries = Object.entries(value).filter(([key]) => key !== String(step));
  return Object.fromEntries(changed === undefined ? entries : [...entries, [step, changed]]);
}
