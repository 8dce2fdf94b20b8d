import { readFile } from 'node:fs/promises';
import { codeFrame } from '../text/code-frame.ts';
import { invalid } from './config-fault.ts';
import { ConfigurationError } from './configuration-error.ts';
import { isMapping } from '../text/is-mapping.ts';
import { faultsInYaml } from './show-faults.ts';
import { YamlSource } from '../text/yaml-source.ts';

/** A YAML file that holds a mapping, or nothing. */
export interface YamlMapping {
  readonly source: YamlSource;
  readonly value: Readonly<Record<string, unknown>>;
}

/** @throws {ConfigurationError} Where the file cannot be read, is not YAML, or holds something else than a mapping. */
export async function readYaml(file: string): Promise<YamlMapping> {
  const source = new YamlSource(file, await readText(file));
  if (source.faults.length > 0) {
    const faults = source.faults.map(({ range, message }) => ({
      ...invalid([], message),
      text: codeFrame(source, range, message),
    }));
    throw new ConfigurationError(file, faults);
  }
  const value = source.toJs() ?? {};
  if (!isMapping(value)) throw faultsInYaml(source, [invalid([], 'The configuration must be a mapping of settings')]);
  return { source, value };
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
