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
        ? Path
        : `A path begins with a slash: /_synapse/client/…`;
