import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A secret, or why it cannot be read. */
export type ReadSecret = { readonly secret: string; readonly fault?: undefined } | { readonly fault: string };

/** The key of the YAML that names the file with a secret. */
export function secretPathKey(property: string): string {
  return `${property}_path`;
}

/** What a file holds, without a byte order mark and without its last line break. */
export function readSecretFile(file: unknown, folder: string): ReadSecret {
  if (typeof file !== 'string') return { fault: 'must be the path of a file' };
  try {
    const text = readFileSync(resolve(folder, file), 'utf8');
    const secret = text.replace(/^\u{FEFF}/u, '').replace(/\r?\n$/, '');
    return secret === '' ? { fault: 'must be the path of a file that is not empty' } : { secret };
  } catch (error) {
    return { fault: `must be the path of a file that can be read: ${(error as Error).message}` };
  }
}
