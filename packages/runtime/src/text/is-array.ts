/** Whether a value is an array, of whatever. `Array.isArray` would promise an array of anything. */
export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
