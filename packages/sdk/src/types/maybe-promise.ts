/** A value, or a promise of it. Every callback may be written with or without `async`. */
export type MaybePromise<T> = T | Promise<T>;
