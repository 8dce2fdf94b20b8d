import { validateSync, type ValidationError } from 'class-validator';
import type { ConfigObject } from './config-objects.ts';
import { isRecord } from './make-config.ts';
import { propertyRules } from './property-rules.ts';

/**
 * Validates an instance of a config class. Of a collection class-validator checks each item if it is a list, a `Set` or a `Map`:
 * for as long as it does, records are maps.
 */
export function validate(value: object, objects: readonly ConfigObject[]): readonly ValidationError[] {
  const records = objects.flatMap(recordsOf);
  for (const { object, property, record } of records) {
    object[property] = Object.assign(new Map(Object.entries(record)), record);
  }
  try {
    return validateSync(value, { forbidUnknownValues: true });
  } finally {
    for (const { object, property, record } of records) object[property] = record;
  }
}

/** The records of an instance whose items are checked: what is one by default, and has a rule for each item. */
function recordsOf({ object, configClass, defaults }: ConfigObject) {
  return [...propertyRules(configClass)].flatMap(([property, rules]) => {
    const record = object[property];
    const isChecked = rules.some(({ each }) => each) && isRecord(defaults[property]);
    return isChecked && isRecord(record) ? [{ object, property, record }] : [];
  });
}
