import { BoutonError } from '../errors/bouton-error.ts';
import { RESERVED_PATHS } from '../types/web-resource-path.ts';

/**
 * Refuses a path at which a web resource cannot stand.
 *
 * @throws {BoutonError} `BOUTON_RESERVED_PATH` if the homeserver itself serves at the path or at one that it would match, if it
 * has no leading slash, if it has a query or fragment, which no request's path has, and if its parameters are malformed.
 */
export function checkWebResourcePath(path: string): void {
  if (!path.startsWith('/')) {
    throw refusal(path, 'begins with no slash');
  }
  if (/[?#]/.test(path)) {
    throw refusal(path, 'has a query or fragment');
  }
  const segments = path.split('/').slice(1);
  checkParameters(path, segments);
  const reserved = RESERVED_PATHS.find((prefix) => canStandBelow(segments, prefix.split('/').slice(1)));
  if (reserved !== undefined) {
    throw refusal(path, `stands at ${reserved}, where the homeserver itself serves`);
  }
}

function checkParameters(path: string, segments: readonly string[]): void {
  const names = segments.filter((segment) => segment.startsWith(':')).map((segment) => segment.slice(1));
  const malformed = names.find((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (malformed !== undefined) throw refusal(path, `has a parameter ":${malformed}" that is not named like a variable`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refusal(path, `has two parameters ":${twice}"`);
  if (segments.slice(0, -1).includes('*')) throw refusal(path, 'has "*" before its end');
}

/** Whether a path, with its parameters, matches a path that begins with the segments of a prefix. */
function canStandBelow(segments: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((wanted, index) => {
    if (segments.at(-1) === '*' && index >= segments.length - 1) return true;
    const segment = segments[index];
    return segment === wanted || segment?.startsWith(':') === true;
  });
}

function refusal(path: string, fault: string): BoutonError {
  return new BoutonError(
    'BOUTON_RESERVED_PATH',
    `The web resource ${JSON.stringify(path)} ${fault}; use a path under /_synapse/client/, such as /_synapse/client/demo`,
  );
}
