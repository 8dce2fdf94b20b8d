/** The paths under which the homeserver itself serves. */
export const RESERVED_PATHS = [
  '/_matrix/client',
  '/_matrix/federation',
  '/_matrix/key',
  '/_matrix/media',
  '/_matrix/static',
  '/_synapse/admin',
  '/health',
] as const;

Object.freeze(RESERVED_PATHS);

type Reserved = (typeof RESERVED_PATHS)[number];

/**
 * `Path`, unless a web resource may not stand there; then a text that says where it may. A path that is not a literal
 * passes the compiler and is checked at run time.
 */
export type AllowedPath<Path extends string> = string extends Path
  ? Path
  : Path extends Reserved | `${Reserved}/${string}`
    ? `The homeserver itself serves at ${Path}; use /_synapse/client/…`
    : Path extends `${string}${'?' | '#'}${string}`
      ? `A path has no query or fragment: /_synapse/client/…`
      : Path extends `/${string}`
        ? Path extends `${string}/*/${string}`
          ? `A path has * as its last part alone: /_synapse/client/demo/*`
          : Path
        : `A path begins with a slash: /_synapse/client/…`;

type NamesOf<Path extends string> = Path extends `${string}/:${infer Name}/${infer After}`
  ? Name | NamesOf<`/${After}`>
  : Path extends `${string}/:${infer Name}`
    ? Name
    : never;

/** The parameters of a path: of `/rooms/:room/:event`, `{ room: string; event: string }`. */
export type ParametersOf<Path extends string> = string extends Path
  ? Readonly<Record<string, string>>
  : { readonly [Name in NamesOf<Path>]: string };

/** What a path has in the place of its `*`. */
export type RestOf<Path extends string> = string extends Path
  ? string | undefined
  : Path extends `${string}/*`
    ? string
    : undefined;
