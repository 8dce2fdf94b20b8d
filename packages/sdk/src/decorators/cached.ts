import { BoutonError } from '../errors/bouton-error.ts';
import { appendNote } from '../metadata/note-store.ts';
import { decoratedMethod } from './decorated-method.ts';
import type { MethodDecoratorFor } from './method-decorator.ts';

/** Options of {@linkcode Cached}. */
export interface CachedOptions {
  /** How many answers are kept; the one that was used longest ago goes first. Default 1000. */
  readonly maxEntries?: number;
}

/** A method whose answers can be cached. */
export type CacheableMethod = (...args: never[]) => Promise<unknown>;

/** Decorates an async method, with options or bare. */
export interface CachedDecorator extends MethodDecoratorFor<CacheableMethod> {
  (options: CachedOptions): MethodDecoratorFor<CacheableMethod>;
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
 * @throws {BoutonError} `BOUTON_DECORATOR_ARGUMENT` where `maxEntries` is no positive integer.
 */
export const Cached: CachedDecorator = ((...args: readonly unknown[]) => {
  const [first] = args;
  if (args.length !== 1 || typeof first !== 'object' || first === null) return note(DEFAULT_MAX_ENTRIES, args);

  const { maxEntries = DEFAULT_MAX_ENTRIES } = first as CachedOptions;
  if (!Number.isSafeInteger(maxEntries) || maxEntries < 1) {
    throw new BoutonError(
      'BOUTON_DECORATOR_ARGUMENT',
      `@Cached wants a positive integer as maxEntries, and has ${String(maxEntries)}`,
    );
  }
  return (...decorated: readonly unknown[]): void => note(maxEntries, decorated);
}) as CachedDecorator;

function note(maxEntries: number, args: readonly unknown[]): void {
  const { holder, method } = decoratedMethod('@Cached', args);
  appendNote('cached', holder, { method, maxEntries });
}
