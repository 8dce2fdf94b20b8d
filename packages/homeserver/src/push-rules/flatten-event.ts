import type { JsonValue } from '@bouton/sdk';
import { isJsonObject, type ReadonlyJsonObject } from '../lib/json-guards.ts';

/** What a condition can look at. */
export type FlatValue = string | number | boolean | null;

/** The properties of an event by their dotted paths: `content.m\.mentions.user_ids`. Of lists, the plain values are kept. */
export type FlatEvent = ReadonlyMap<string, FlatValue | readonly FlatValue[]>;

/** Flattens an event for the conditions of push rules. https://spec.matrix.org/v1.16/appendices/#dot-separated-property-paths */
export function flattenEvent(event: ReadonlyJsonObject): FlatEvent {
  const flat = new Map<string, FlatValue | readonly FlatValue[]>();
  const add = (object: ReadonlyJsonObject, prefix: string): void => {
    for (const [key, value] of Object.entries(object)) {
      const path = prefix + key.replaceAll(/[\\.]/g, String.raw`\$&`);
      if (isFlat(value)) flat.set(path, value);
      else if (Array.isArray(value)) flat.set(path, (value as readonly JsonValue[]).filter(isFlat));
      else if (isJsonObject(value)) add(value, `${path}.`);
    }
  };
  add(event, '');
  return flat;
}

function isFlat(value: JsonValue | undefined): value is FlatValue {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isInteger(value);
}
