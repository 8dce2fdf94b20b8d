import type { ConfigClass } from './parse-with-config-class.ts';
import { propertyNotes } from './property-notes.ts';
import { propertyRules } from './property-rules.ts';

/** Whether a value is a class with decorated properties. */
export function isConfigClass(value: unknown): value is ConfigClass {
  if (typeof value !== 'function' || typeof value.prototype !== 'object') return false;
  return propertyNotes(value as ConfigClass).size > 0 || propertyRules(value as ConfigClass).size > 0;
}
