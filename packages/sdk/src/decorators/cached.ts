import { BoutonError } from '../errors/bouton-error.ts';
import { isDecoratorContext } from '../metadata/decorator-context.ts';
import { shownToAuthor } from '../errors/author-frame.ts';
import { createDecorator } from './create-decorator.ts';
import { decoratedMethod } from './decorated-method.ts';
import type { BareMethodDecoratorFor, MethodDecoratorFor } from './method-decorator.ts';
import { noteMethod } from './note-method.ts';

/** Options of {@linkcode Cached}. */
export interface CachedOptions {
  /** How many answers are kept; the one that was used longest ago goes first. Default 1000. */
  readonly maxEntries?: number;
}

/** A method whose answers can be cached. */
export type CacheableMethod = (...args: never[]) => Promise<unknown>;

/** Decorates an async method, with options or bare. */
export interface CachedDecorator extends BareMethodDecoratorFor<CacheableMethod> {
  <Options extends CachedOptions>(options: Options & CachedOptions): MethodDecoratorFor<CacheableMethod>;
}

const DEFAULT_MAX_ENTRIES = 1000;

/**
 * Keeps the answers of an async method, one for each list of arguments. Calls that come while the answer is on its way
 * share it. A failure is not kept. Forget an answer, in every process, with
 * `await api.invalidateCache(this.department, [userId])`.
 *
 * @example
 * ```ts
 * @Cached({ maxEntries: 1000 })
 * async department(userId: UserId): Promise<string | null> { … }
 * ```
 *
 * @throws {BoutonError} `BOUTON_DECORATOR_ARGUMENT` if `maxEntries` is not a positive integer.
 */
export const Cached: CachedDecorator = function cached(...args: readonly unknown[]): unknown {
  return shownToAuthor(cached, () => {
    const isBare = args.length > 1 || isDecoratorContext(args[1]);
    if (isBare) return note(DEFAULT_MAX_ENTRIES, args);
    const maxEntries = readMaxEntries(args[0] ?? {});
    return createDecorator((decorated) => note(maxEntries, decorated));
  });
} as CachedDecorator;

function readMaxEntries({ maxEntries = DEFAULT_MAX_ENTRIES }: CachedOptions): number {
  if (Number.isSafeInteger(maxEntries) && maxEntries > 0) return maxEntries;
  throw new BoutonError(
    'BOUTON_DECORATOR_ARGUMENT',
    `@Cached wants a positive integer as maxEntries, and has ${String(maxEntries)}`,
  );
}

function note(maxEntries: number, args: readonly unknown[]): void {
  noteMethod('cached', '@Cached', decoratedMethod('@Cached', args), { maxEntries }, () => true, 'cached already');
}
