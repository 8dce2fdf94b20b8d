import type { JsonValue } from '@bouton/sdk';

/** A JSON object that is only read. */
export type ReadonlyJsonObject = { readonly [key: string]: JsonValue | undefined };

/** Whether a JSON value is an object: neither an array nor null. */
export function isJsonObject(value: JsonValue | undefined): value is ReadonlyJsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a key that an object has itself: never one of `Object.prototype`, which a client's key may name. */
export function ownValue(object: ReadonlyJsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The elements of a JSON array; none if a value is not an array. */
export function elementsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}
