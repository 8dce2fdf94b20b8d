import type { ReportFault } from '../configure/config-fault.ts';
import { faultsInYaml } from '../configure/show-faults.ts';
import { YamlSource } from '../text/yaml-source.ts';

/** Reads YAML with a reader that reports faults, and shows those. */
export function yamlFaultsOf(text: string, read: (value: unknown, report: ReportFault) => unknown): string {
  const source = new YamlSource('bouton.yaml', text);
  const faults: Parameters<ReportFault>[0][] = [];
  read(source.read().value, (fault) => faults.push(fault));
  return faultsInYaml(source, faults).message;
}
