import { shownToAuthor } from '../errors/author-frame.ts';

type Untyped = (...args: readonly unknown[]) => unknown;

/**
 * Makes a decorator of what it does with its target, which `args` are: `(prototype, member, descriptor)`, `(class)`, or TC39's
 * `(value, context)`.
 */
export function createDecorator(decorate: (args: readonly unknown[]) => void): Untyped {
  return function decorator(...args) {
    shownToAuthor(decorator, () => decorate(args));
  };
}

/** The same, for a decorator that stands with and without empty parentheses: `@OnStart`, `@OnStart()`. */
export function createBareDecorator(decorate: (args: readonly unknown[]) => void): Untyped {
  return function decorator(...args) {
    return args.length === 0 ? createDecorator(decorate) : shownToAuthor(decorator, () => decorate(args));
  };
}
