import { BoutonError, type CachedFunction } from '@bouton/sdk';
import { AnswerCache, type CacheLimits } from './answer-cache.ts';
import { cacheKey } from './cache-key.ts';

/** A function whose answers are kept, and what finds them. */
interface CachedEntry {
  /** What names the cache among processes. */
  readonly name: string;
  readonly answers: AnswerCache;
}

/** The cached functions of all modules, and the way of invalidations to and from other processes. */
export class Caches {
  readonly #now: () => number;
  readonly #byFunction = new WeakMap<object, CachedEntry>();
  readonly #byName = new Map<string, CachedEntry[]>();

  /** @param now The time, in milliseconds since the epoch. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * A function that keeps the answers of another one, for each `this` the same. Functions under one name are invalidated
   * together.
   *
   * @param name Names the cache among processes: the module's name, a dot and the method's.
   * @throws {RangeError} If `maxEntries` is not a positive integer, or `maxAgeMs` is not positive.
   */
  wrap<Args extends readonly unknown[], Result>(
    name: string,
    compute: (...args: Args) => Promise<Result>,
    limits: CacheLimits,
  ): (...args: Args) => Promise<Result> {
    const answers = new AnswerCache<Result>(limits, this.#now);
    async function cached(this: unknown, ...args: Args): Promise<Result> {
      return answers.get(cacheKey(name, args), async () => Reflect.apply(compute, this, args));
    }
    Object.defineProperty(cached, 'name', { value: compute.name });

    const entry = { name, answers };
    this.#byFunction.set(cached, entry);
    const sameName = this.#byName.get(name);
    if (sameName === undefined) this.#byName.set(name, [entry]);
    else sameName.push(entry);
    return cached;
  }

  /**
   * Forgets, in this process, the answer that a cached function keeps for these arguments. Returns the cache's name, by
   * which other processes are told.
   *
   * @throws {BoutonError} If the function is not cached.
   */
  invalidate(cachedFunction: CachedFunction, keys: readonly unknown[]): string {
    const entry = this.#byFunction.get(cachedFunction);
    if (entry === undefined) {
      throw new BoutonError(
        'BOUTON_NOT_CACHED',
        `${cachedFunction.name || 'The function'} is not a @Cached method of a running module; ` +
          'pass the method of the instance, as in api.invalidateCache(this.department, [userId])',
      );
    }
    this.receiveInvalidation(entry.name, keys);
    return entry.name;
  }

  /** Forgets what another process invalidated. A name that no module of this process uses is ignored. */
  receiveInvalidation(name: string, keys: readonly unknown[]): void {
    const key = cacheKey(name, keys);
    for (const { answers } of this.#byName.get(name) ?? []) answers.forget(key);
  }
}
