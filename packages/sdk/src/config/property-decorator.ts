/** What the compiler says of a property whose type does not take what the decorator makes: decorators must return nothing. */
export interface WrongPropertyType<Types extends { readonly is: unknown; readonly wanted: unknown }> {
  readonly mistake: Types;
}

/** Decorates a property of a config class whose type takes `Value`, in either standard: one of another type does not compile. */
export interface PropertyDecoratorFor<Value> {
  <Type>(value: object | undefined, context: PropertyContext<Type>): FaultOf<Type, Value>;
  <Owner extends object, Key extends keyof Owner>(prototype: Owner, property: Key): FaultOf<Owner[Key], Value>;
}

type FaultOf<Type, Value> =
  Takes<Type, Value> extends true ? void : WrongPropertyType<{ is: Type; wanted: Usual<Value> }>;

/** Of the collections that a property may be, the one that most are: a list. */
type Usual<Value> = [Extract<Value, readonly unknown[]>] extends [never] ? Value : Extract<Value, readonly unknown[]>;

/** Whether a property takes a value of one of these types. */
type Takes<Type, Value> = true extends (Value extends Type ? true : false) ? true : false;

/** What a TC39 decorator is told of a property of instances. */
export interface PropertyContext<Type> {
  readonly kind: 'field' | 'accessor';
  readonly static: false;
  readonly private: false;
  readonly access: { get(object: never): Type };
}

/** Options that the property decorators share with those of class-validator. */
export interface PropertyOptions {
  /** The property is a list, `Set`, `Map` or record, as its default value is, and each of its items is meant. */
  readonly each?: boolean;
  /** Said instead of the usual message. */
  readonly message?: string;
}

/** With `each: true` a collection of values, else a value. */
export type EachOf<Options extends PropertyOptions, Value> = Options extends { readonly each: true }
  ? Value[] | Set<Value> | Map<string, Value> | Record<string, Value>
  : Value;
