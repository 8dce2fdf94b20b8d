import { readFileSync } from 'node:fs';
import type { ConfigIssue } from '../metadata/parsed-config.ts';
import type { ConfigObject } from './config-objects.ts';
import { readSecretNotes, secretPathKey } from './secret.ts';

/**
 * Reads the secrets of one instance of a config class that the YAML leaves to files, in place. A path that cannot be
 * used stays there, and is returned as an issue.
 */
export function readSecretFiles({ object, configClass, input, path }: ConfigObject): readonly ConfigIssue[] {
  return readSecretNotes(configClass).flatMap(({ property }): readonly ConfigIssue[] => {
    const key = secretPathKey(property);
    const file = input[key] ?? undefined;
    if (file !== undefined) {
      object[key] = file;
      const issue = { path: [...path, key], at: 'value' } as const;
      if (input[property] !== undefined && input[property] !== null) {
        return [{ ...issue, at: 'key', message: `must not stand beside ${property}` }];
      }
      if (typeof file !== 'string') return [{ ...issue, message: 'must be the path of a file' }];
      try {
        object[property] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
      } catch (error) {
        return [{ ...issue, message: `must be the path of a file that can be read: ${(error as Error).message}` }];
      }
    }
    delete object[key];
    return [];
  });
}
