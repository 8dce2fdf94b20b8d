/** One module's callback. */
export interface OrderedCallback {
  readonly module: string;
  readonly call: (...args: readonly unknown[]) => unknown;
  /** Whether the module wants to be asked with these arguments. Left out: always. */
  readonly wants?: ((args: readonly unknown[]) => boolean) | undefined;
}

/** An {@linkcode OrderedCallback}, linked to that of the next module. */
export interface AskedModule extends OrderedCallback {
  readonly next: AskedModule | undefined;
}
