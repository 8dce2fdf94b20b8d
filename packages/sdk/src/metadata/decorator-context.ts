/** The second argument of a TC39 decorator, as far as it is used. https://github.com/tc39/proposal-decorators */
export interface DecoratorContext {
  readonly kind: string;
  readonly name?: PropertyKey | undefined;
  readonly static?: boolean;
  readonly private?: boolean;
  /** What becomes `Class[Symbol.metadata]`. Compilers of older versions of the standard bring none. */
  readonly metadata?: object | undefined;
}

/** Whether a decorator was called as TC39 has it, `(value, context)`; else as TypeScript's legacy decorators are. */
export function isDecoratorContext(value: unknown): value is DecoratorContext {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}
