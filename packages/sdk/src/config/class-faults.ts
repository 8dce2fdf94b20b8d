import type { ConfigIssue } from '../metadata/parsed-config.ts';
import type { ConfigObject } from './config-objects.ts';
import { constraintOf, propertyRules, type PropertyRule } from './property-rules.ts';

/**
 * What is wrong with a config class itself: properties that nobody could set, and what class-validator would pass over without a
 * word. No config can be made with such a class.
 */
export function classFaults({ configClass, defaults, object, path }: ConfigObject): readonly ConfigIssue[] {
  const rules = propertyRules(configClass);
  const undecorated = Object.keys(defaults)
    .filter((property) => !rules.has(property))
    .map((property) => `${configClass.name}.${property} has no decorator; decorate it, or make it private with #`);
  const unchecked = [...rules].flatMap(([property, ofProperty]) => {
    const isAsync = ofProperty.some((rule) => answersLater(rule, object, defaults[property]));
    const isPromise = ofProperty.some(({ type }) => type === 'promiseValidation');
    const name = `${configClass.name}.${property}`;
    return [
      ...(isAsync ? [`${name} has an asynchronous validator, and configs are checked at once`] : []),
      ...(isPromise ? [`${name} has @ValidatePromise(), and a config holds no promises`] : []),
    ];
  });
  return [...undecorated, ...unchecked].map((fault) => ({
    path,
    at: 'value',
    message: `cannot be used with this config class: ${fault}`,
  }));
}

/** Whether a validator returns a promise, of which class-validator takes no notice. */
function answersLater(rule: PropertyRule, object: object, value: unknown): boolean {
  const constraint = constraintOf(rule);
  if (constraint === undefined || constraint.async) return constraint?.async === true;
  const { propertyName: property, constraints } = rule;
  try {
    const answer: unknown = constraint.instance.validate(value, {
      targetName: '',
      object,
      property,
      value,
      constraints,
    });
    if (!(answer instanceof Promise)) return false;
    answer.catch(() => {});
    return true;
  } catch {
    return false;
  }
}
