import type { ConfigIssue } from '../metadata/parsed-config.ts';
import type { ConfigObject } from './config-objects.ts';
import { readSecretFile, secretPathKey } from './secret-file.ts';
import { readSecretNotes } from './secret.ts';

/**
 * Reads the secrets of one instance of a config class that the YAML leaves to files, in place. A path that cannot be
 * used stays there, and is returned as an issue.
 *
 * @param folder - What relative paths are relative to.
 */
export function readSecretFiles(
  { object, configClass, input, path }: ConfigObject,
  folder: string,
): readonly ConfigIssue[] {
  return readSecretNotes(configClass).flatMap(({ property }): readonly ConfigIssue[] => {
    const key = secretPathKey(property);
    const file = input[key] ?? undefined;
    if (file === undefined) return [];
    const isBeside = input[property] !== undefined && input[property] !== null;
    const read = isBeside ? { fault: `must not stand beside ${property}` } : readSecretFile(file, folder);
    if (read.fault === undefined) {
      object[property] = read.secret;
      return [];
    }
    object[key] = file;
    return [{ path: [...path, key], at: isBeside ? 'key' : 'value', message: read.fault }];
  });
}
