import { appendNote } from '../metadata/note-store.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import { decoratedMethod } from './decorated-method.ts';
import type { MethodDecoratorFor } from './method-decorator.ts';

/**
 * Calls a method once, when all modules are constructed and before the homeserver answers. Where it throws, the
 * homeserver does not start. What it began ends in `[Symbol.asyncDispose]()`.
 *
 * @example
 * ```ts
 * @OnStart
 * async connect(): Promise<void> { … }
 * ```
 */
export const OnStart: MethodDecoratorFor<() => MaybePromise<void>> = (...args) => {
  const { holder, method } = decoratedMethod('@OnStart', args);
  appendNote('on-start', holder, { method });
};
