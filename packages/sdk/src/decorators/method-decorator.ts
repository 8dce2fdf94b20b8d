/** A function of any parameters. */
export type Signature = (...args: never[]) => unknown;

/** The prototype that an instance's method belongs to. A constructor, to which static methods belong, does not fit. */
export type Prototype = object & { readonly prototype?: never };

/** The descriptor of a method that fits a signature: it may take fewer parameters, wider ones, and return less. */
export interface MethodDescriptor<Method> {
  readonly value?: Method | undefined;
}

/** Decorates a method that fits a signature, whatever its name. */
export type MethodDecoratorFor<Method> = (
  prototype: Prototype,
  method: string,
  descriptor: MethodDescriptor<Method>,
) => void;
