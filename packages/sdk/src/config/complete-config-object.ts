import type { ConfigIssue } from '../metadata/parsed-config.ts';
import type { ConfigObject } from './config-objects.ts';
import { propertyRules } from './property-rules.ts';
import { readSecretFiles } from './read-secret-files.ts';
import { secretPathKey } from './secret-file.ts';
import { readSecretNotes } from './secret.ts';
import { shapeFaults } from './shape-faults.ts';

/**
 * Does for one instance of a config class what class-validator does not, in place: reads the files of secrets. Returns what
 * only the YAML's mapping and the shape of the values show to be at fault.
 *
 * @param folder - What relative paths are relative to.
 */
export function completeConfigObject(config: ConfigObject, folder: string): readonly ConfigIssue[] {
  return [...readSecretFiles(config, folder), ...unknownKeys(config), ...shapeFaults(config)];
}

function unknownKeys({ configClass, input, path }: ConfigObject): readonly ConfigIssue[] {
  const knownKeys = knownKeysOf(configClass);
  return Object.keys(input)
    .filter((key) => !knownKeys.includes(key))
    .map((key) => ({ path: [...path, key], at: 'key', message: 'is not a known key', knownKeys }));
}

/** The keys that a mapping may have from which an instance of a config class is made. */
export function knownKeysOf(configClass: ConfigObject['configClass']): readonly string[] {
  const secretPaths = readSecretNotes(configClass).map(({ property }) => secretPathKey(property));
  return [...propertyRules(configClass).keys(), ...secretPaths];
}
