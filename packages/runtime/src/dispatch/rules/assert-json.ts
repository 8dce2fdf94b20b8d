import { isArray } from '../../lib/values.ts';
import { describeValue } from '../../text/describe-value.ts';

/** As deep as the JSON of an event goes. */
const MAX_NESTING = 127;

/**
 * Holds a value to JSON. A key whose value is undefined counts as absent. What `JSON.stringify` would make something else of
 * without a word is refused: a Map, a Date, NaN, a function.
 *
 * @param path What the value is called in the error: `content.at` is built up from it.
 * @throws {TypeError} With the first place that is not JSON.
 */
export function assertJson(value: unknown, path = '', nesting = 0): void {
  if (nesting > MAX_NESTING) throw new TypeError(`JSON is nested more than ${MAX_NESTING} levels deep`);
  if (isArray(value)) {
    for (const [index, element] of value.entries()) assertJson(element, `${path}[${index}]`, nesting + 1);
  } else if (isPlainObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (member !== undefined) assertJson(member, path === '' ? key : `${path}.${key}`, nesting + 1);
    }
  } else if (!isJsonScalar(value)) {
    throw new TypeError(`Expected JSON, got ${describeValue(value)} at ${path}`);
  }
}

/** Whether `JSON.stringify` writes the object's own keys. */
function isPlainObject(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.prototype.toString.call(value) === '[object Object]' &&
    !('toJSON' in value)
  );
}

function isJsonScalar(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}
