import type { ConfigIssue } from '../metadata/parsed-config.ts';
import type { ConfigObject, ConfigPath } from './config-objects.ts';
import { isRecord } from './make-config.ts';
import { isMapping } from './parse-mapping.ts';
import { propertyNotes } from './property-notes.ts';
import { isAsked, propertyRules, type PropertyRule } from './property-rules.ts';

/**
 * Finds values that class-validator lets pass although they have the wrong shape: one value in place of a list, a list in place
 * of a nested config, nested configs that are missing or null, and those that nothing validates.
 */
export function shapeFaults({ object, configClass, path, defaults }: ConfigObject): readonly ConfigIssue[] {
  const notes = propertyNotes(configClass);
  return [...propertyRules(configClass)].flatMap(([property, rules]) => {
    const value = object[property];
    if (!isAsked(object, value, rules)) return [];
    const isTyped = notes.get(property)?.some(({ type }) => type !== undefined) === true;
    return faultsOf({ value, standard: defaults[property], rules, isTyped }).map(({ below, message }) => ({
      path: [...path, property, ...below],
      at: 'value' as const,
      message,
    }));
  });
}

interface Property {
  readonly value: unknown;
  /** What its value is when the class is constructed. */
  readonly standard: unknown;
  readonly rules: readonly PropertyRule[];
  readonly isTyped: boolean;
}

interface Fault {
  readonly below: ConfigPath;
  readonly message: string;
}

function faultsOf({ value, standard, rules, isTyped }: Property): readonly Fault[] {
  const isEach = rules.some(({ each }) => each);
  const isByName = standard instanceof Map || isRecord(standard);
  const wanted = isByName || !isEach ? 'must be a mapping' : 'must be a list';
  const here = (message: string): readonly Fault[] => [{ below: [], message }];

  const isNested = rules.some(({ type }) => type === 'nestedValidation');
  if (value === undefined) return isNested ? here(`is required: ${wanted}`) : [];
  if (isEach && !isCollection(value, isByName)) return here(wanted);
  if (!isNested) {
    const isUnchecked =
      isTyped && itemsOf(value).some(([, item]) => isMapping(item) && !isRecord(item) && !isBuiltIn(item));
    return isUnchecked ? here('cannot be checked: the config class needs @ValidateNested() beside @Type()') : [];
  }
  const wantsList =
    Array.isArray(standard) || rules.some(({ each, name }) => each || name === 'isArray' || name?.startsWith('array'));
  if (Array.isArray(value) && !wantsList) return here('must be a mapping');
  // Class-validator passes over a null.
  return itemsOf(value).flatMap(([step, item]) =>
    item === null || item === undefined ? [{ below: [step], message: 'must be a mapping' }] : [],
  );
}

function isCollection(value: unknown, isByName: boolean): boolean {
  return isByName
    ? value instanceof Map || isRecord(value)
    : Array.isArray(value) || value instanceof Set || value instanceof Map;
}

/** The items of a collection, with the steps that lead to them; of another value itself. */
function itemsOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value) || value instanceof Set)
    return [...(value as Iterable<unknown>)].map((item, index) => [index, item]);
  if (value instanceof Map) return [...(value as Map<string, unknown>)];
  return isRecord(value) ? Object.entries(value) : [['', value]];
}

/** Whether a value is of a class of the language, such as a `Date`. */
function isBuiltIn(value: object): boolean {
  return value instanceof Date || value instanceof RegExp || value instanceof Map || value instanceof Set;
}
