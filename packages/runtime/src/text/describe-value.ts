import { inspect } from 'node:util';
import { isArray } from '../lib/values.ts';

/** Names a value for a log line or an error: short, and without the contents of objects. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  if (typeof value === 'function') return 'a function';
  if (isArray(value)) return `an array of length ${value.length}`;
  if (typeof value === 'object') return `an object (${className(value)})`;
  return inspect(value);
}

function className(value: object): string {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null ? 'without a prototype' : prototype.constructor.name;
}
