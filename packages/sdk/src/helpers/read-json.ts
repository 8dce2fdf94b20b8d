import { Codes } from '../types/codes.ts';
import { SynapseError } from '../errors/synapse-error.ts';
import type { JsonObject } from '../types/json.ts';

/**
 * The JSON object in the body of a request, as Synapse reads the bodies of Matrix's own endpoints.
 *
 * @example
 * ```ts
 * const { user_id } = await readJson(request, ['user_id']);
 * ```
 *
 * @param required - Keys that the object must have. Their values may be anything, null too.
 * @throws {SynapseError} 400 `M_NOT_JSON` if the body is not JSON in UTF-8, `M_BAD_JSON` if it is not an object,
 * `M_MISSING_PARAM` if a required key is missing.
 */
export async function readJson<const Key extends string = never>(
  request: Request,
  required: readonly Key[] = [],
): Promise<JsonObject & Record<Key, NonNullable<JsonObject[string]> | null>> {
  const value = parse(await request.arrayBuffer());
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SynapseError(400, 'Content must be a JSON object.', Codes.BAD_JSON);
  }
  const missing = required.filter((key) => !Object.hasOwn(value, key));
  if (missing.length > 0) {
    const names = missing.map((key) => `'${key}'`).join(', ');
    throw new SynapseError(400, `Missing params: [${names}]`, Codes.MISSING_PARAM);
  }
  return value as JsonObject & Record<Key, NonNullable<JsonObject[string]> | null>;
}

/** A byte order mark is not JSON, in Synapse too. */
function parse(body: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    throw new SynapseError(400, 'Content not JSON.', Codes.NOT_JSON);
  }
}
