import { isMapping } from './parse-mapping.ts';

/** Where something stands in a module's config. */
export type ConfigPath = readonly (string | number)[];

/** An instance of a config class, top or nested, and what it was made of. */
export interface ConfigObject {
  readonly object: Record<string, unknown>;
  readonly configClass: new () => object;
  /** The mapping of the YAML. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly path: ConfigPath;
}

/** The instances of config classes in a value that class-transformer made of `input`, outer before inner. */
export function* configObjects(value: unknown, input: unknown, path: ConfigPath = []): Generator<ConfigObject> {
  if (Array.isArray(value) && Array.isArray(input)) {
    for (const [index, item] of value.entries()) yield* configObjects(item, input[index], [...path, index]);
  } else if (value instanceof Map && isMapping(input)) {
    for (const [key, item] of value as Map<string, unknown>) yield* configObjects(item, input[key], [...path, key]);
  } else if (isMapping(value) && isMapping(input)) {
    const configClass = classOf(value);
    if (configClass === undefined) return;
    yield { object: value, configClass, input, path };
    for (const key of Object.keys(input)) yield* configObjects(value[key], input[key], [...path, key]);
  }
}

/** The class of an instance; undefined for a plain object. */
export function classOf(value: object): (new () => object) | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return undefined;
  return (prototype as { readonly constructor: new () => object }).constructor;
}
