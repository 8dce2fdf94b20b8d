import type { HttpArguments } from '@bouton/sdk';

/** Arguments as a query or a form has them; a list stands for an argument that comes several times. */
export function encodeArguments(args: HttpArguments): string {
  const pairs = Object.entries(args).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}
