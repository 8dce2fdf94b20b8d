import { loadModule } from '../load/load-module.ts';
import type { ReportFault } from './config-fault.ts';
import type { ConfigPath } from '../text/config-path.ts';
import type { ConfiguredModule } from './configured-module.ts';
import { ModuleConfigurator, type ShowFault } from './module-configurator.ts';
import { readModuleItems } from './read-module-items.ts';
import { readPolicies, type CallbackPolicies } from './read-policies.ts';

/** The keys of a configuration that are about modules, as the YAML has them. */
export interface RawModules {
  readonly modules?: unknown;
  readonly callbacks?: unknown;
}

/** What could be used of them. */
export interface ReadModules {
  readonly modules: readonly ConfiguredModule[];
  readonly policies: CallbackPolicies;
  /** Where values stand that must not be shown. */
  readonly secrets: readonly ConfigPath[];
}

/**
 * Loads and configures the modules that a configuration lists, and reads its policies. Faults are reported.
 *
 * @param place Where the two keys stand in the configuration, the folder from which modules are found, and how what their constructors refuse is shown.
 */
export async function readModules(
  raw: RawModules,
  place: { readonly path: ConfigPath; readonly folder: string; readonly show: ShowFault },
  report: ReportFault,
): Promise<ReadModules> {
  const policies = readPolicies(raw.callbacks, [...place.path, 'callbacks'], report);
  const configurator = new ModuleConfigurator(report, place);
  for (const item of readModuleItems(raw.modules, [...place.path, 'modules'], report)) {
    // A copy: aliases in the YAML may share one object among several modules, and a parseConfig may change what it gets.
    const own = { ...item, config: structuredClone(item.config) };
    await configurator.add(own, () => loadModule(item.module, place.folder));
  }
  return { modules: configurator.modules, policies, secrets: configurator.secrets };
}
