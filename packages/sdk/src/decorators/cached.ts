import { isDecoratorContext } from '../metadata/decorator-context.ts';
import { cacheLimits, type CachedOptions, type CacheLimits } from '../metadata/cache-limits.ts';
import { shownToAuthor } from '../errors/author-frame.ts';
import { createDecorator } from './create-decorator.ts';
import { decoratedMethod } from './decorated-method.ts';
import type { BareMethodDecoratorFor, MethodDecoratorFor } from './method-decorator.ts';
import { noteMethod } from './note-method.ts';

/** A method whose answers can be cached. */
export type CacheableMethod = (...args: never[]) => Promise<unknown>;

/** Decorates an async method, with options or bare. */
export interface CachedDecorator extends BareMethodDecoratorFor<CacheableMethod> {
  <Options extends CachedOptions>(options: Options & CachedOptions): MethodDecoratorFor<CacheableMethod>;
}

/**
 * Keeps the answers of an async method, one for each list of arguments. Calls that come while the answer is on its way
 * share it. A failure is not kept. Forget an answer, in every process, with
 * `await api.invalidateCache(this.department, [userId])`.
 *
 * @example
 * ```ts
 * @Cached({ maxEntries: 1000, maxAge: '5m' })
 * async department(userId: UserId): Promise<string | null> { … }
 * ```
 *
 * @throws {BoutonError} `BOUTON_DECORATOR_ARGUMENT` if `maxEntries` is not a positive integer, or `maxAge` is not a duration, or
 *   not longer than zero.
 */
export const Cached: CachedDecorator = function cached(...args: readonly unknown[]): unknown {
  return shownToAuthor(cached, () => {
    const isBare = args.length > 1 || isDecoratorContext(args[1]);
    if (isBare) return note(cacheLimits('@Cached', {}), args);
    const limits = cacheLimits('@Cached', args[0] ?? {});
    return createDecorator((decorated) => note(limits, decorated));
  });
} as CachedDecorator;

function note(limits: CacheLimits, args: readonly unknown[]): void {
  noteMethod('cached', '@Cached', decoratedMethod('@Cached', args), limits, () => true, 'cached already');
}
