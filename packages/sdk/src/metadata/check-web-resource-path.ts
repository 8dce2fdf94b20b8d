import { BoutonError } from '../errors/bouton-error.ts';
import { RESERVED_PATHS } from '../types/web-resource-path.ts';

/**
 * Refuses a path at which a web resource cannot stand.
 *
 * @throws {BoutonError} `BOUTON_RESERVED_PATH`, if the homeserver itself serves at the path, if it has no leading
 * slash, or if it has a query or fragment, which no request's path has.
 */
export function checkWebResourcePath(path: string): void {
  if (!path.startsWith('/')) {
    throw refusal(path, 'begins with no slash');
  }
  if (/[?#]/.test(path)) {
    throw refusal(path, 'has a query or fragment');
  }
  const reserved = RESERVED_PATHS.find((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  if (reserved !== undefined) {
    throw refusal(path, `stands at ${reserved}, where the homeserver itself serves`);
  }
}

function refusal(path: string, fault: string): BoutonError {
  return new BoutonError(
    'BOUTON_RESERVED_PATH',
    `The web resource ${JSON.stringify(path)} ${fault}; use a path under /_synapse/client/, such as /_synapse/client/demo`,
  );
}
