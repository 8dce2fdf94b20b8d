/** Where something stands in a module's config. */
export type ConfigPath = readonly (string | number)[];

/** An instance of a config class, top or nested, and what it was made of. */
export interface ConfigObject {
  readonly object: Record<string, unknown>;
  readonly configClass: new () => object;
  /** The mapping of the YAML. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly path: ConfigPath;
  /** What its properties were when it was constructed. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** The class of an instance; undefined for a plain object. */
export function classOf(value: object): (new () => object) | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return undefined;
  return (prototype as { readonly constructor: new () => object }).constructor;
}
