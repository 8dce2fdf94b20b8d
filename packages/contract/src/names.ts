/** The type-level {@linkcode toCamelCase}: `CamelCase<'is_3pid_allowed'>` is `'is3pidAllowed'`. */
export type CamelCase<Name extends string> = Name extends `${infer Word}_${infer Rest}`
  ? `${Word}${Capitalize<CamelCase<Rest>>}`
  : Name;

/**
 * Synapse's name of a category, callback or parameter as TypeScript spells it: `user_may_send_3pid_invite` →
 * `userMaySend3pidInvite`.
 */
export function toCamelCase<const Name extends string>(name: Name): CamelCase<Name> {
  return name.replaceAll(/_([a-z0-9])/g, (_, first: string) => first.toUpperCase()) as CamelCase<Name>;
}

/**
 * The inverse of {@linkcode toCamelCase}: `userMaySend3pidInvite` → `user_may_send_3pid_invite`. A capital letter begins a
 * word, and so does a number; all names of the contract come back.
 */
export function toSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]|(?<=[a-z])\d/g, (first) => `_${first.toLowerCase()}`);
}
