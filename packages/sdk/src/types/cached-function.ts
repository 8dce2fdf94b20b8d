/** A `@Cached` method of the module, or what `ModuleApi.registerCachedFunction` returned. */
export type CachedFunction = (...args: never[]) => Promise<unknown>;
