/** Freezes a JSON value with all that it holds, and returns it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const child of Object.values(value)) if (typeof child === 'object') deepFreeze(child);
  return Object.freeze(value);
}
