import type { ConfigIssue } from '../metadata/parsed-config.ts';
import type { JsonObject } from '../types/json.ts';

/** A mapping, or the fault that it is none. */
export type ParsedMapping =
  | { readonly ok: true; readonly value: Readonly<JsonObject> }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

/** Whether a value of the YAML is a mapping. */
export function isMapping(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Takes a module's config as it stands in the YAML; if it is missing, an empty one. */
export function parseMapping(raw: unknown): ParsedMapping {
  const value = raw ?? {};
  if (isMapping(value)) return { ok: true, value };
  return { ok: false, issues: [{ path: [], at: 'value', message: 'must be a mapping' }] };
}
