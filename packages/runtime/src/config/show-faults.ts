import { codeFrame } from './code-frame.ts';
import { faultSentence, type ConfigFault } from './config-fault.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { YamlSource } from './yaml-source.ts';

/** The error that shows faults where they stand in a YAML file, in its order. */
export function faultsInYaml(source: YamlSource, faults: readonly ConfigFault[]): ConfigurationError {
  const located = faults
    .map((fault) => ({ fault, range: source.range(fault.path, fault.at) }))
    .toSorted((a, b) => a.range.start - b.range.start)
    .map(({ fault, range }) => ({
      ...fault,
      text: codeFrame(source, range, faultSentence(fault.path, fault.message)),
    }));
  return new ConfigurationError(source.name, located);
}

/** The error that shows faults of a list of modules that stands in no file: `Module Guard: config.deny[0] must be …`. */
export function faultsInList(names: readonly string[], faults: readonly ConfigFault[]): ConfigurationError {
  const named = faults.map((fault) => {
    const [index, part, ...path] = fault.path;
    const name = typeof index === 'number' ? names[index] : undefined;
    const sentence = part === 'config' ? faultSentence(['config', ...path], fault.message) : fault.message;
    return { ...fault, text: sentence.startsWith('Module ') ? sentence : `Module ${name}: ${sentence}` };
  });
  return new ConfigurationError('the modules', named);
}
