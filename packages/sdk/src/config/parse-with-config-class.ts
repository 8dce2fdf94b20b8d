import type { ParseOptions } from '../metadata/config-parser.ts';
import type { ConfigIssue, ParsedConfig } from '../metadata/parsed-config.ts';
import { classFaults } from './class-faults.ts';
import { completeConfigObject, knownKeysOf } from './complete-config-object.ts';
import type { ConfigObject } from './config-objects.ts';
import { explainValidationErrors } from './explain-validation-errors.ts';
import { ConfigMaker } from './make-config.ts';
import { parseMapping } from './parse-mapping.ts';
import { maskIn } from './schema-secrets.ts';
import { readSecretNotes } from './secret.ts';
import { validate } from './validate.ts';

/** A class that describes a module's configuration. Its properties are the keys, with their defaults. */
export type ConfigClass = new () => object;

/**
 * Makes an instance of a config class from a mapping of the YAML, validated, or finds every fault.
 *
 * Nothing is converted that a decorator does not convert: `"5"` is not a number. Unknown keys are refused. A key that is
 * missing or null has the property's default.
 *
 * @param raw - The mapping in the YAML, which is not changed; null and undefined count as an empty one.
 */
export function parseWithConfigClass(
  configClass: ConfigClass,
  raw: unknown,
  { folder = '.' }: ParseOptions = {},
): ParsedConfig {
  const mapping = parseMapping(raw);
  if (!mapping.ok) return mapping;
  const maker = new ConfigMaker();
  try {
    const value = maker.make(configClass, structuredClone(mapping.value), []);
    const faultsOfClasses = maker.objects.flatMap(classFaults);
    const issues = faultsOfClasses.length > 0 ? faultsOfClasses : findFaults(value, maker, folder);
    const secrets = secretsOf(maker.objects);
    if (issues.length > 0) {
      const shown = issues.map((issue) => maskIn(issue, mapping.value, secrets.secrets ?? []));
      return { ok: false, issues: shown, ...secrets };
    }
    for (const config of maker.objects) hideSecrets(config);
    return { ok: true, value, ...secrets };
  } catch (cause) {
    const message = `${configClass.name} failed: ${cause instanceof Error ? cause.message : String(cause)}`;
    const secrets = secretsOf([{ configClass, input: mapping.value, path: [] }, ...maker.objects]);
    return { ok: false, issues: [{ path: [], at: 'value', message, cause }], ...secrets };
  }
}

function findFaults(value: object, { objects, issues: unmade }: ConfigMaker, folder: string): readonly ConfigIssue[] {
  const issues = [...unmade, ...objects.flatMap((object) => completeConfigObject(object, folder))];
  // What is wanted inside of a value does not matter if the value itself has the wrong shape.
  const isKnown = ({ path }: ConfigIssue): boolean =>
    issues.some((issue) => issue.path.every((segment, index) => segment === path[index]));
  // Of what could not be made, the validation knows no class.
  const isUnmade = ({ path, message }: ConfigIssue): boolean =>
    message.startsWith('cannot be checked') &&
    unmade.some((issue) => path.every((step, at) => step === issue.path[at]));
  const invalid = explainValidationErrors(validate(value, objects));
  return [...issues, ...invalid.filter((issue) => !isKnown(issue) && !isUnmade(issue))];
}

/** Where the secrets stand that the mappings themselves hold. */
function secretsOf(
  objects: readonly Pick<ConfigObject, 'configClass' | 'input' | 'path'>[],
): Pick<ParsedConfig, 'secrets'> {
  const secrets = objects.flatMap(({ configClass, input, path }) =>
    secretKeysOf(configClass, Object.keys(input)).map((key) => [...path, key]),
  );
  return secrets.length > 0 ? { secrets } : {};
}

/** Those of the keys that hold secrets. One that is not known may be a misspelt one, if the class has any. */
function secretKeysOf(configClass: ConfigClass, keys: readonly string[]): readonly string[] {
  const secrets = readSecretNotes(configClass).map(({ property }) => property);
  if (secrets.length === 0) return [];
  const known = knownKeysOf(configClass);
  return keys.filter((key) => secrets.includes(key) || !known.includes(key));
}

function hideSecrets({ object, configClass }: ConfigObject): void {
  for (const { property } of readSecretNotes(configClass)) {
    if (Object.hasOwn(object, property)) Object.defineProperty(object, property, { enumerable: false });
  }
}
