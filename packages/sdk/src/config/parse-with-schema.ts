import type { ParseOptions } from '../metadata/config-parser.ts';
import type { ConfigIssue, ParsedConfig } from '../metadata/parsed-config.ts';
import type { StandardIssue, StandardResult, StandardSchema } from '../types/standard-schema.ts';
import type { ConfigPath } from './config-objects.ts';
import { parseMapping } from './parse-mapping.ts';
import { hideSecrets, maskIn, readSchemaSecrets } from './schema-secrets.ts';
import { unknownKeys, without } from './unknown-schema-keys.ts';

/** A schema, and which of its keys are secrets: `token`, `databases.*.password`. */
export interface ConfigSchema {
  readonly schema: StandardSchema;
  readonly secrets: readonly string[];
}

/**
 * Makes of a mapping of the YAML what a schema makes of it, or finds every fault. Keys that the schema leaves out without a word
 * are faults too.
 *
 * @param raw - The mapping in the YAML, which is not changed; null and undefined count as an empty one.
 */
export function parseWithSchema(
  { schema, secrets: patterns }: ConfigSchema,
  raw: unknown,
  { folder = '.' }: ParseOptions = {},
): ParsedConfig {
  const mapping = parseMapping(raw);
  if (!mapping.ok) return mapping;
  const input = structuredClone(mapping.value);
  const { paths, read, issues: unread } = readSchemaSecrets(input, patterns, folder);
  const secrets = paths.length > 0 ? { secrets: paths } : {};
  const fault = (message: string, cause?: unknown): ParsedConfig => ({
    ok: false,
    issues: [{ path: [], at: 'value', message, ...(cause !== undefined && { cause }) }],
    ...secrets,
  });
  try {
    const result = validate(schema, input);
    if (result === undefined)
      return fault('cannot be checked at once: its schema is asynchronous, or what it calls fails');
    const invalid = (result.issues ?? []).flatMap((issue) => explain(issue));
    const unknown = unknownIn(schema, input, result, invalid);
    const issues = [
      ...unread,
      ...unknown,
      ...invalid.filter((issue) => !unread.some((other) => isAbout(issue, other))),
    ];
    if (result.issues !== undefined || issues.length > 0) {
      return { ok: false, issues: issues.map((issue) => maskIn(issue, input, [...paths, ...read])), ...secrets };
    }
    hideSecrets(result.value, [...paths, ...read]);
    return { ok: true, value: result.value, ...secrets };
  } catch (cause) {
    return fault(`its schema failed: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
}

/** What the schema says; undefined if it says so only later. */
function validate(schema: StandardSchema, input: unknown): StandardResult<unknown> | undefined {
  const result = schema['~standard'].validate(structuredClone(input));
  if (!(result instanceof Promise)) return result;
  result.catch(() => {});
  return undefined;
}

/** Unknown keys show in what the schema made. If it made nothing, they show in what it makes without the values at fault. */
function unknownIn(
  schema: StandardSchema,
  input: unknown,
  result: StandardResult<unknown>,
  invalid: readonly ConfigIssue[],
): readonly ConfigIssue[] {
  const ask = (value: unknown): StandardResult<unknown> =>
    schema['~standard'].validate(value) as StandardResult<unknown>;
  if (result.issues === undefined) return unknownKeys(input, result.value, ask);
  const rest = without(
    input,
    invalid.map(({ path }) => path),
  );
  const made = ask(structuredClone(rest));
  return made.issues === undefined ? unknownKeys(rest, made.value, ask) : [];
}

function explain(issue: StandardIssue): readonly ConfigIssue[] {
  const path: ConfigPath = (issue.path ?? []).map((step) => {
    const key = typeof step === 'object' ? step.key : step;
    return typeof key === 'number' ? key : String(key);
  });
  // Zod names the keys that a strict object does not know beside the object's path.
  const { code, keys } = issue as { readonly code?: unknown; readonly keys?: unknown };
  if (code === 'unrecognized_keys' && Array.isArray(keys)) {
    return keys.map((key) => ({ path: [...path, String(key)], at: 'key', message: 'is not a known key' }));
  }
  // Arktype begins with the path.
  const subject = `${path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')} `.slice(1);
  const message = issue.message.startsWith(subject) ? issue.message.slice(subject.length) : issue.message;
  return [{ path, at: 'value', message }];
}

/** Whether an issue follows from a secret's file that could not be read. */
function isAbout({ path }: ConfigIssue, unread: ConfigIssue): boolean {
  const secret = [...unread.path.slice(0, -1), String(unread.path.at(-1)).replace(/_path$/, '')];
  return secret.length === path.length && secret.every((step, index) => step === path[index]);
}
