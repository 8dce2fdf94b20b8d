import { buildMessage, ValidateBy } from 'class-validator';
import { decoratedProperty, propertyDecorator } from './decorated-property.ts';
import { mapItems } from './make-config.ts';
import type { PropertyDecoratorFor, PropertyOptions } from './property-decorator.ts';
import { noteProperty } from './property-notes.ts';

/** What a property decorator does with a value of the YAML. */
export interface PropertyRule {
  /** What authors write: `IsUserId`. */
  readonly name: string;
  /** What is wanted: `must be a user ID like @alice:example.com`. */
  readonly wanted: string;
  /** Makes of the YAML's value what the module sees, and leaves that alone; undefined if it is not what is wanted. */
  readonly parse: (value: unknown) => unknown;
}

/** Makes the decorator that transforms and validates a property by a rule. */
export function createPropertyDecorator<Value>(
  { name, wanted, parse }: PropertyRule,
  options: PropertyOptions,
): PropertyDecoratorFor<Value> {
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
  // What cannot be parsed is left for the validation to refuse.
  const read = (value: unknown): unknown => parse(value) ?? value;
  const parseAll = (value: unknown): unknown => (options.each === true ? mapItems(value, read) : read(value));
  return propertyDecorator((args) => {
    const decorated = decoratedProperty(`@${name}`, args);
    const register = (prototype: object): void => validate(prototype, decorated.property);
    noteProperty(decorated, { parse: parseAll, register });
  }) as PropertyDecoratorFor<Value>;
}
