import type { ValidationError } from 'class-validator';
import type { ConfigIssue } from '../metadata/parsed-config.ts';
import { classOf, type ConfigPath } from './config-objects.ts';
import { constraintOf, propertyRules, ruleNamed, type PropertyRule } from './property-rules.ts';
import { wantedBy } from './wanted-by.ts';

interface Fault {
  readonly path: ConfigPath;
  readonly wanted: string;
}

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** Makes of class-validator's tree of errors one issue for each place at fault, which says all that is wanted there. */
export function explainValidationErrors(errors: readonly ValidationError[]): readonly ConfigIssue[] {
  const faults = errors.flatMap((error) => faultsOf(error, []));
  const places = Map.groupBy(faults, ({ path }) => JSON.stringify(path));
  return [...places.values()].map((atOnePlace) => ({
    path: atOnePlace[0]?.path ?? [],
    at: 'value',
    message: list.format(new Set(atOnePlace.map(({ wanted }) => wanted))),
  }));
}

function faultsOf(error: ValidationError, parent: ConfigPath): readonly Fault[] {
  if (error.constraints?.['unknownValue'] !== undefined) return unknownClass(parent);

  const { target = {}, property } = error;
  const isIndex = Array.isArray(target) || target instanceof Set;
  const path = [...parent, isIndex ? Number(property) : property];
  const configClass = classOf(target);
  const rules = (configClass && propertyRules(configClass).get(property)) ?? [];
  // The decorator that stands first speaks first; class-validator begins with the last.
  const broken = Object.entries(error.constraints ?? {})
    .toReversed()
    .map(([name, text]) => {
      const rule = ruleNamed(rules, name);
      return { rule, wanted: wantedBy(name, text, property, rule) };
    });
  if (error.value === undefined) {
    return broken.slice(0, 1).map(({ wanted }) => ({ path, wanted: `is required: ${wanted}` }));
  }
  const here = broken.flatMap(({ rule, wanted }) =>
    placesOf(error, rule).map((place) => ({ path: [...path, ...place], wanted })),
  );
  return [...here, ...(error.children ?? []).flatMap((child) => faultsOf(child, path))];
}

/** Class-validator met an object that is not of a config class. At the top it is of one without properties. */
function unknownClass(path: ConfigPath): readonly Fault[] {
  if (path.length === 0) return [];
  return [{ path, wanted: 'cannot be checked: the config class needs @Type() beside @ValidateNested()' }];
}

/** Where below the property a rule is broken: at some items of a list, or at the property itself. */
function placesOf({ target, property, value }: ValidationError, rule: PropertyRule | undefined): readonly ConfigPath[] {
  const constraint = rule?.each === true ? constraintOf(rule) : undefined;
  const items = itemsOf(value);
  if (rule === undefined || constraint === undefined || items === undefined) return [[]];
  const args = {
    targetName: '',
    object: target ?? {},
    property,
    value: value as unknown,
    constraints: rule.constraints,
  };
  return items.flatMap(([step, item]) => (constraint.instance.validate(item, args) === true ? [] : [[step]]));
}

function itemsOf(value: unknown): readonly (readonly [string | number, unknown])[] | undefined {
  if (Array.isArray(value) || value instanceof Set)
    return [...(value as Iterable<unknown>)].map((item, index) => [index, item]);
  return value instanceof Map ? [...(value as Map<string, unknown>)] : undefined;
}
