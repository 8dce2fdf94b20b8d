import type { CachedNote } from '@bouton/sdk/host';
import type { Caches } from '../module-api/caches.ts';

/** A class that can be constructed, whatever with. */
export type ConstructibleClass<Instance extends object> = new (...args: never[]) => Instance;

/**
 * Constructs a module, or a class of web resources, whose `@Cached` methods keep their answers already inside of the
 * constructor. The instance gets a prototype of its own between itself and the class, with the cached methods; it is an
 * `instanceof` the class, has its private fields, and `instance.constructor` is the class.
 *
 * @param name The module's name: it begins the names of the caches.
 */
export function constructModule<Instance extends object>(
  moduleClass: ConstructibleClass<Instance>,
  args: readonly unknown[],
  cached: { readonly name: string; readonly notes: readonly CachedNote[]; readonly caches: Caches },
): Instance {
  const base = moduleClass.prototype as object;
  const prototype = Object.create(base) as object;
  for (const { method, maxEntries, maxAgeMs } of cached.notes) {
    const compute: unknown = Reflect.get(base, method);
    if (!isMethod(compute)) throw new TypeError(`@Cached ${moduleClass.name}.${method} is not a method`);
    Object.defineProperty(prototype, method, {
      value: cached.caches.wrap(`${cached.name}.${method}`, compute, { maxEntries, maxAgeMs }),
      configurable: true,
      writable: true,
    });
  }
  // What is new.target in the constructor gives the instance its prototype. It looks like a subclass.
  function Subclass(): void {}
  Object.setPrototypeOf(Subclass, moduleClass);
  Subclass.prototype = prototype;
  return Reflect.construct(moduleClass, args, Subclass) as Instance;
}

function isMethod(value: unknown): value is (...args: readonly unknown[]) => Promise<unknown> {
  return typeof value === 'function';
}
