import type { ConfigIssue } from '../metadata/parsed-config.ts';
import type { ConfigPath } from './config-objects.ts';
import { isMapping } from './parse-mapping.ts';
import { readSecretFile, secretPathKey } from './secret-file.ts';

/** The secrets of a config that a schema describes. */
export interface SchemaSecrets {
  /** Where the YAML has them. */
  readonly paths: readonly ConfigPath[];
  /** Where those are put that were read from files. */
  readonly read: readonly ConfigPath[];
  readonly issues: readonly ConfigIssue[];
}

/**
 * Finds the secrets in a mapping, and reads those that the YAML leaves to files, in place.
 *
 * @param patterns - Keys, with `*` for every item of a list or a mapping: `token`, `databases.*.password`.
 */
export function readSchemaSecrets(input: unknown, patterns: readonly string[], folder: string): SchemaSecrets {
  const paths: ConfigPath[] = [];
  const read: ConfigPath[] = [];
  const issues: ConfigIssue[] = [];
  for (const pattern of patterns) {
    const steps = pattern.split('.');
    const key = steps.pop() ?? '';
    for (const { value: holder, path } of valuesAt(input, steps)) {
      if (!isMapping(holder)) continue;
      if (Object.hasOwn(holder, key)) paths.push([...path, key]);
      const pathKey = secretPathKey(key);
      const file: unknown = holder[pathKey] ?? undefined;
      delete holder[pathKey];
      if (file === undefined) continue;
      const isBeside = holder[key] !== undefined && holder[key] !== null;
      const found = isBeside ? { fault: `must not stand beside ${key}` } : readSecretFile(file, folder);
      if (found.fault === undefined) {
        holder[key] = found.secret;
        read.push([...path, key]);
      } else issues.push({ path: [...path, pathKey], at: isBeside ? 'key' : 'value', message: found.fault });
    }
  }
  return { paths, read, issues };
}

/** Makes secrets not enumerable, so that nothing prints them, if what the schema made has them at the same place. */
export function hideSecrets(value: unknown, secrets: readonly ConfigPath[]): void {
  for (const path of secrets) {
    const holder = valueAt(value, path.slice(0, -1));
    const key = String(path.at(-1));
    if (isMapping(holder) && Object.hasOwn(holder, key)) Object.defineProperty(holder, key, { enumerable: false });
  }
}

/** An issue whose message does not show the secret that it is about. */
export function maskIn(issue: ConfigIssue, input: unknown, secrets: readonly ConfigPath[]): ConfigIssue {
  const shown = secrets
    .filter((path) => path.every((step, index) => step === issue.path[index]))
    .flatMap((path) => textsIn(valueAt(input, path)));
  return { ...issue, message: shown.reduce(masked, issue.message) };
}

/** A message with asterisks in the place of a text. A short one may be part of any sentence: it is masked in quotes only. */
function masked(message: string, text: string): string {
  const escaped = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const [before, after] =
    text.length < 4 ? ['(?<=["\'/])', '(?=["\'/])'] : ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])'];
  return message.replaceAll(new RegExp(`${before}${escaped}${after}`, 'gu'), '***');
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return value === undefined || value === null || value === '' ? [] : [(value as string | number).toString()];
}

function valueAt(value: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>((holder, step) => (holder as Record<string, unknown> | undefined)?.[step], value);
}

function valuesAt(
  value: unknown,
  steps: readonly string[],
): readonly { readonly value: unknown; readonly path: ConfigPath }[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [{ value, path: [] }];
  if (typeof value !== 'object' || value === null) return [];
  const keys: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys
    .filter((key) => step === '*' || step === String(key))
    .flatMap((key) =>
      valuesAt((value as Record<string, unknown>)[key], rest).map((found) => ({
        ...found,
        path: [key, ...found.path],
      })),
    );
}
