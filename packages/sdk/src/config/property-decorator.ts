/** What the compiler says of a property whose type does not take what the decorator makes: decorators must return nothing. */
export interface WrongPropertyType<Types extends { readonly is: unknown; readonly wanted: unknown }> {
  readonly mistake: Types;
}

/** Decorates a property of a config class whose type takes `Value`, in either standard: one of another type does not compile. */
export interface PropertyDecoratorFor<Value> {
  <Type>(value: object | undefined, context: PropertyContext<Type>): FaultOf<Type, Value>;
  <Owner extends object, Key extends keyof Owner>(prototype: Owner, property: Key): FaultOf<Owner[Key], Value>;
}

type FaultOf<Type, Value> = [Value] extends [Type] ? void : WrongPropertyType<{ is: Type; wanted: Value }>;

/** What a TC39 decorator is told of a property of instances. */
export interface PropertyContext<Type> {
  readonly kind: 'field' | 'accessor';
  readonly static: false;
  readonly private: false;
  readonly access: { get(object: never): Type };
}

/** Options that the property decorators share with those of class-validator. */
export interface PropertyOptions {
  /** The property is a list, and each of its items is meant. */
  readonly each?: boolean;
  /** Said instead of the usual message. */
  readonly message?: string;
}

/** A list of values with `each: true`, else a value. */
export type EachOf<Options extends PropertyOptions, Value> = Options extends { readonly each: true } ? Value[] : Value;
