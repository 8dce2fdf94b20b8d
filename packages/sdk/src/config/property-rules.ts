import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;

/** What one decorator of class-validator says about a property. */
export type PropertyRule = ReturnType<Storage['getTargetValidationMetadatas']>[number];

/** What checks values by a rule. */
export type PropertyConstraint = ReturnType<Storage['getTargetValidatorConstraints']>[number];

/** What the decorators of a config class say, by property. */
export function propertyRules(configClass: new () => object): ReadonlyMap<string, readonly PropertyRule[]> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(configClass, '', false, false);
  return Map.groupBy(rules, ({ propertyName }) => propertyName);
}

/** Whether a property's rules are to be applied: `@IsOptional` and `@ValidateIf` may leave it alone. */
export function isAsked(object: object, value: unknown, rules: readonly PropertyRule[]): boolean {
  return rules
    .filter(({ type }) => type === 'conditionalValidation')
    .every(({ constraints }) => (constraints[0] as (object: object, value: unknown) => boolean)(object, value));
}

/** What checks values by a rule; undefined for rules that check none themselves, such as `@ValidateNested`. */
export function constraintOf({ constraintCls }: PropertyRule): PropertyConstraint | undefined {
  return getMetadataStorage().getTargetValidatorConstraints(constraintCls)[0];
}

/** The rule that class-validator reports under a name, such as `isInt`. */
export function ruleNamed(rules: readonly PropertyRule[], name: string): PropertyRule | undefined {
  return rules.find((rule) => (constraintOf(rule)?.name ?? rule.type) === name);
}
