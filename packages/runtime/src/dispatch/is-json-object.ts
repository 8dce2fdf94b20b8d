import type { JsonObject } from '@bouton/sdk';

/** Whether a value is an object as JSON has them: neither null nor an array, and no instance of a class. */
export function isJsonObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
