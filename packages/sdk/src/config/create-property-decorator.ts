import { Transform } from 'class-transformer';
import { buildMessage, ValidateBy } from 'class-validator';
import { decoratedProperty } from './decorated-property.ts';
import type { PropertyDecoratorFor, PropertyOptions } from './property-decorator.ts';

/** What a property decorator does with a value of the YAML. */
export interface PropertyRule {
  /** What authors write: `IsUserId`. */
  readonly name: string;
  /** What is wanted: `must be a user ID like @alice:example.com`. */
  readonly wanted: string;
  /** Makes of the YAML's value what the module sees, and leaves that alone; undefined where it is not what is wanted. */
  readonly parse: (value: unknown) => unknown;
}

/** Makes the decorator that transforms and validates a property by a rule. */
export function createPropertyDecorator<Value>(
  { name, wanted, parse }: PropertyRule,
  options: PropertyOptions,
): PropertyDecoratorFor<Value> {
  // What cannot be parsed is left for the validation to refuse.
  const read = (value: unknown): unknown => parse(value) ?? value;
  const transform = Transform(
    ({ value }: { readonly value: unknown }) =>
      options.each === true && Array.isArray(value) ? value.map(read) : read(value),
    { toClassOnly: true },
  );
  const validate = ValidateBy(
    {
      name,
      validator: {
        validate: (value: unknown) => parse(value) !== undefined,
        defaultMessage: buildMessage((each) => `${each}$property ${wanted}`, options),
      },
    },
    options,
  );
  return (...args: readonly unknown[]): void => {
    const { prototype, property } = decoratedProperty(`@${name}`, args);
    transform(prototype, property);
    validate(prototype, property);
  };
}
