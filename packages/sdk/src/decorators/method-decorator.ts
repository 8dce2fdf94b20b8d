/** A function of any parameters. */
export type Signature = (...args: never[]) => unknown;

/** The prototype that an instance's method belongs to. A constructor, to which static methods belong, does not fit. */
export type Prototype = object & { readonly prototype?: 'The method must not be static' };

/** The descriptor of a method that fits a signature: it may take fewer parameters, wider ones, and return less. */
export interface MethodDescriptor<Method> {
  readonly value?: Method | undefined;
}

/** What a TC39 decorator is told of a method of an instance. */
export interface MethodContext<Name extends string = string> {
  readonly kind: 'method';
  readonly name: Name;
  readonly static: false;
  readonly private: false;
}

/** What a TC39 decorator is told of a property. */
export interface FieldContext {
  readonly kind: 'field';
}

/** What a decorator returns to whom it refuses, so that the compiler says it: decorators must return nothing. */
export interface Mistake<Text extends string> {
  readonly mistake: Text;
}

/** What the compiler says of a decorator of methods that stands on a property. */
export type NotOnProperty = 'It belongs on a method, and this is a property';

// The overloads' order matters. If none fits of those that take as many arguments as there are, the compiler goes on with what
// the first of them returns, and explains why the last does not fit. So the forms for methods are the first and the last, and
// between them stand those that only say what is wrong.

/** Decorates a method that fits a signature, whatever its name: as a TC39 decorator, and as a legacy one. */
export interface MethodDecoratorFor<Method> {
  (value: Method, context: MethodContext): void;
  (prototype: Prototype, method: string, descriptor: MethodDescriptor<Method>): void;
  (value: undefined, context: FieldContext): Mistake<NotOnProperty>;
  (prototype: object, property: string, descriptor?: undefined): Mistake<NotOnProperty>;
  (value: Method, context: MethodContext): void;
  (prototype: Prototype, method: string, descriptor: MethodDescriptor<Method>): void;
}

/** The same, with or without empty parentheses. */
export interface BareMethodDecoratorFor<Method> extends MethodDecoratorFor<Method> {
  (): MethodDecoratorFor<Method>;
}
