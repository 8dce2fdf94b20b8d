import { codeFrame } from '../text/code-frame.ts';
import { faultSentence, type ConfigFault } from './config-fault.ts';
import type { ConfigPath } from '../text/config-path.ts';
import { ConfigurationError } from './configuration-error.ts';
import { isMapping } from '../text/is-mapping.ts';
import type { YamlSource } from '../text/yaml-source.ts';

/**
 * The error that shows faults where they stand in a YAML file, in its order.
 *
 * @param secrets Where values stand that are not shown.
 */
export function faultsInYaml(
  source: YamlSource,
  faults: readonly ConfigFault[],
  secrets: readonly ConfigPath[] = [],
): ConfigurationError {
  for (const path of secrets) source.hide(path);
  const located = faults
    .map((fault) => ({ fault, range: source.range(fault.path, fault.at) }))
    .toSorted((a, b) => a.range.start - b.range.start)
    .map(({ fault, range }) => ({
      ...fault,
      text: codeFrame(source, range, faultSentence(fault.path, advised(source, fault))),
    }));
  return new ConfigurationError(source.name, located);
}

function advised(source: YamlSource, { path, at, message }: ConfigFault): string {
  const advice = source.advice(path, at);
  return advice === undefined ? message : `${message} (${advice})`;
}

/**
 * The error that shows faults of a configuration that stands in no file: `Module Guard: config.deny[0] must be …`.
 *
 * @param names The modules' names; undefined for what has none.
 */
export function faultsInCode(
  names: readonly (string | undefined)[],
  faults: readonly ConfigFault[],
): ConfigurationError {
  const named = faults.map((fault) => {
    const [key, index, ...path] = fault.path;
    const name = key === 'modules' && typeof index === 'number' ? names[index] : undefined;
    const text =
      name === undefined ? faultSentence(fault.path, fault.message) : moduleSentence(name, path, fault.message);
    return { ...fault, text };
  });
  const isOfModules = faults.every(({ path }) => path[0] === 'modules');
  return new ConfigurationError(isOfModules ? 'the modules' : 'the configuration', named);
}

/** The error that shows faults of a mapping with `modules` and `callbacks` of which nobody knows where it stands. */
export function faultsInMapping(modules: unknown, faults: readonly ConfigFault[]): ConfigurationError {
  const named = faults.map((fault) => {
    const [key, index, ...path] = fault.path;
    const item: unknown = key === 'modules' && Array.isArray(modules) ? modules[Number(index)] : undefined;
    const name = isMapping(item) ? item['module'] : undefined;
    const text =
      typeof name === 'string' ? moduleSentence(name, path, fault.message) : faultSentence(fault.path, fault.message);
    return { ...fault, text };
  });
  return new ConfigurationError('the configuration', named);
}

/** @param path From the module's item in the list. */
function moduleSentence(name: string, path: ConfigPath, message: string): string {
  const sentence = path[0] === 'module' ? message : faultSentence(path, message);
  return sentence.startsWith('Module ') ? sentence : `Module ${name}: ${sentence}`;
}
