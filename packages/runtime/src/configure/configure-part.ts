import { besides, invalid, type ConfigFault } from './config-fault.ts';
import type { ConfigPath } from '../text/config-path.ts';
import type { ConfigurationError } from './configuration-error.ts';
import type { ConfiguredModule } from './configured-module.ts';
import { readModules, type RawModules } from './read-modules.ts';
import type { CallbackPolicies } from './read-policies.ts';
import { faultsInMapping, faultsInYaml } from './show-faults.ts';
import { YamlSource } from '../text/yaml-source.ts';

/** Where the part of a YAML file stands that another program has read. */
export interface ConfigPlace {
  /** The file's name, as messages show it. */
  readonly name: string;
  /** The whole file. */
  readonly text: string;
  /** Where in the file the keys `modules` and `callbacks` stand. */
  readonly path: ConfigPath;
}

/** A fault that the other program found in the same mapping. */
export interface ForeignFault extends Pick<ConfigFault, 'at' | 'message'> {
  /** Where it stands, from the mapping. */
  readonly path: ConfigPath;
}

/** What is known of a mapping besides its content. */
export interface PartOptions {
  /** The folder from which modules are found. */
  readonly folder: string;
  /** Left out if nobody knows it. */
  readonly place?: ConfigPlace | undefined;
  /** What is wrong with its other keys; shown with all else. */
  readonly faults?: readonly ForeignFault[];
}

/**
 * Configures the modules of a mapping with `modules` and `callbacks` that stands in another program's configuration.
 * Faults are shown as code frames if the mapping's place is known and the file is YAML to this parser too, else as
 * sentences: `Module ./guard.ts: config.deny[0] must be …`.
 *
 * @throws {ConfigurationError} With every fault.
 */
export async function configurePart(
  raw: RawModules,
  { folder, place, faults: foreign = [] }: PartOptions,
): Promise<{ readonly modules: readonly ConfiguredModule[]; readonly policies: CallbackPolicies }> {
  const source = place && new YamlSource(place.name, place.text, { repeatedKeys: true });
  const isLocated = place !== undefined && source?.faults.length === 0;
  const path = isLocated ? place.path : [];
  const found: ConfigFault[] = [];
  const show = (shown: readonly ConfigFault[], hidden: readonly ConfigPath[]): ConfigurationError =>
    isLocated ? faultsInYaml(source, shown, hidden) : faultsInMapping(raw.modules, shown);
  const part = { path, folder, show: (fault: ConfigFault, hidden: readonly ConfigPath[]) => show([fault], hidden) };
  const { modules, policies, secrets } = await readModules(raw, part, (fault) => found.push(fault));
  const located = foreign.map(({ path: below, message, at }) => invalid([...path, ...below], message, at));
  // What is said of the whole mapping is not said of the values in it.
  const isOfAll = (fault: ConfigFault): boolean => fault.path.length === path.length;
  const ofValues = located.filter((fault) => !isOfAll(fault));
  const faults = [...located.filter(isOfAll), ...besides(ofValues, found)];
  if (faults.length === 0) return { modules, policies };
  throw show(faults, secrets);
}
