import type { MaybePromise } from '../types/maybe-promise.ts';
import { createBareDecorator } from './create-decorator.ts';
import { decoratedMethod } from './decorated-method.ts';
import type { BareMethodDecoratorFor } from './method-decorator.ts';
import { noteMethod } from './note-method.ts';

/**
 * Calls a method once, when all modules are constructed and before the homeserver answers. If it throws, the
 * homeserver does not start. What it began ends in `[Symbol.asyncDispose]()`.
 *
 * @example
 * ```ts
 * @OnStart
 * async connect(): Promise<void> { … }
 * ```
 */
export const OnStart: BareMethodDecoratorFor<() => MaybePromise<void>> = createBareDecorator((args) => {
  noteMethod('on-start', '@OnStart', decoratedMethod('@OnStart', args), {}, () => true, 'called at the start already');
}) as BareMethodDecoratorFor<() => MaybePromise<void>>;
