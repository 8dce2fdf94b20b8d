import type { ConfigIssue } from '../metadata/parsed-config.ts';
import { configObjects, type ConfigObject } from './config-objects.ts';
import { isAsked, propertyRules, type PropertyRule } from './property-rules.ts';

/**
 * Finds values that class-validator lets pass although they have the wrong shape: one value in place of a list, a list
 * in place of a nested config, and nested configs that nothing validates.
 */
export function shapeFaults({ object, configClass, input, path }: ConfigObject): readonly ConfigIssue[] {
  return [...propertyRules(configClass)].flatMap(([property, rules]) => {
    const value = object[property];
    if (value === undefined || !isAsked(object, value, rules)) return [];
    const message = faultOf(value, input[property], rules);
    return message === undefined ? [] : [{ path: [...path, property], at: 'value', message }];
  });
}

function faultOf(value: unknown, input: unknown, rules: readonly PropertyRule[]): string | undefined {
  if (rules.some(({ each }) => each)) {
    const isCollection = Array.isArray(value) || value instanceof Set || value instanceof Map;
    if (!isCollection) return 'must be a list';
  }
  const nested = rules.find(({ type }) => type === 'nestedValidation');
  if (nested === undefined) {
    const [unchecked] = configObjects(value, input);
    return unchecked && 'cannot be checked: the config class needs @ValidateNested() beside @Type()';
  }
  const wantsList = rules.some(({ each, name }) => each || name === 'isArray' || name?.startsWith('array'));
  return Array.isArray(value) && !wantsList ? 'must be a mapping' : undefined;
}
