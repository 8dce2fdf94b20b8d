/** A function of any parameters. */
export type Signature = (...args: never[]) => unknown;

/** The prototype that an instance's method belongs to. A constructor, to which static methods belong, does not fit. */
export type Prototype = object & { readonly prototype?: never };

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

/** Decorates a method that fits a signature, whatever its name: as a TC39 decorator, and as a legacy one. */
export interface MethodDecoratorFor<Method> {
  (value: Method, context: MethodContext): void;
  (prototype: Prototype, method: string, descriptor: MethodDescriptor<Method>): void;
}

/** The same, with or without empty parentheses. */
export interface BareMethodDecoratorFor<Method> extends MethodDecoratorFor<Method> {
  (): MethodDecoratorFor<Method>;
}
