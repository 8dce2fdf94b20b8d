import { readFile } from 'node:fs/promises';
import { codeFrame } from '../text/code-frame.ts';
import { invalid, type ConfigFault } from './config-fault.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { ConfigPath } from '../text/config-path.ts';
import { isMapping } from '../text/is-mapping.ts';
import { faultsInYaml } from './show-faults.ts';
import { YamlSource } from '../text/yaml-source.ts';

/** A YAML file that holds a mapping, or nothing. */
export interface YamlMapping {
  readonly source: YamlSource;
  /** If the file has faults as YAML, what could be read. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Values that a configuration cannot have; in their place stands null. */
  readonly faults: readonly ConfigFault[];
}

/** @throws {ConfigurationError} If the file cannot be read, or is YAML and holds something else than a mapping. */
export async function readYaml(file: string): Promise<YamlMapping> {
  const source = new YamlSource(file, await readText(file));
  const { value, faults } = source.read();
  if (value === null || isMapping(value) || source.faults.length > 0) {
    const found = faults.map(({ path, message, at }) => invalid(path, message, at));
    return { source, value: isMapping(value) ? value : {}, faults: found };
  }
  throw faultsInYaml(source, [invalid([], 'The configuration must be a mapping of settings')]);
}

/** The error that shows what is wrong with a file as YAML. */
export function faultsOfYaml(source: YamlSource, secrets: readonly ConfigPath[]): ConfigurationError {
  for (const path of secrets) source.hide(path);
  const faults = source.faults.map(({ range, message }) => ({
    ...invalid([], message),
    text: codeFrame(source, range, message),
  }));
  return new ConfigurationError(source.name, faults);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : message;
    const text = `Cannot read ${file}: ${reason}`;
    throw new ConfigurationError(file, [{ ...invalid([], text), text, cause: error }]);
  }
}
