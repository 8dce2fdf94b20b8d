/** Any value that JSON can express. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/**
 * What may stand for a JSON object: an object whose type is an `interface` or a class too, which TypeScript does not take for a
 * {@linkcode JsonObject}. It is not a list, function or promise; what is in it is checked when it becomes JSON.
 */
export type JsonObjectLike =
  | JsonObject
  | (object & { readonly then?: never; readonly call?: never; readonly [Symbol.iterator]?: never });

/** A JSON object. A key whose value is `undefined` counts as absent. */
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}
