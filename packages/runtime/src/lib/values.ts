import type { JsonObject } from '@bouton/sdk';

/** Whether a value is an array, of whatever. `Array.isArray` would promise an array of anything. */
export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Whether a value is an object as JSON has them: neither null nor an array, and no instance of a class. */
export function isJsonObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Whether a value of YAML is falsy to Synapse, as in Python: also an empty list or mapping. */
export function isFalsy(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return !value;
  return (isArray(value) || isJsonObject(value)) && Object.keys(value).length === 0;
}

/** Whether a value is a promise, or something that `await` would treat as one. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
