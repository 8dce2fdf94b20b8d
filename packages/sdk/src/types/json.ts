/** Any value that JSON can express. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/** A JSON object. A key whose value is `undefined` counts as absent. */
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}
