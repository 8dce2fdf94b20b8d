/** Decorates a property of a config class whose type takes `Value`: one of another type does not compile. */
export type PropertyDecoratorFor<Value> = <Owner extends object, Key extends keyof Owner>(
  prototype: Owner,
  property: Value extends Owner[Key] ? Key : never,
) => void;

/** Options that the property decorators share with those of class-validator. */
export interface PropertyOptions {
  /** The property is a list, and each of its items is meant. */
  readonly each?: boolean;
  /** Said instead of the usual message. */
  readonly message?: string;
}

/** A list of values with `each: true`, else a value. */
export type EachOf<Options extends PropertyOptions, Value> = Options extends { readonly each: true } ? Value[] : Value;
