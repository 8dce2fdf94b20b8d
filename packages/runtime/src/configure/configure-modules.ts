import { isFalsy } from '../lib/values.ts';
import { BoutonError } from '@bouton/sdk';
import { isModuleClass, readModuleNote, type ModuleClass } from '@bouton/sdk/host';
import { loadModule } from '../load/load-module.ts';
import type { ConfigFault } from './config-fault.ts';
import type { ConfigurationError } from './configuration-error.ts';
import type { ConfiguredModule } from './configured-module.ts';
import { ModuleConfigurator } from './module-configurator.ts';
import { faultsInList } from './show-faults.ts';

/** A module without a YAML file: a class, or a name as in the file, alone or with what it is configured with. */
export type ModuleEntry =
  | ModuleClass
  | string
  | { readonly module: ModuleClass | string; readonly config?: unknown; readonly name?: string };

/**
 * Configures modules that stand in no YAML file, for tests and for programs that embed a host. Names of files and packages
 * are resolved from `folder`, the current one if it is left out.
 *
 * @throws {ConfigurationError} With every fault of every module.
 */
export async function configureModules(
  entries: readonly ModuleEntry[],
  options: { readonly folder?: string } = {},
): Promise<readonly ConfiguredModule[]> {
  const folder = options.folder ?? process.cwd();
  const named = entries.map((entry) => {
    const { module, config, name } = typeof entry === 'object' ? entry : { module: entry };
    return { module, config: isFalsy(config) ? {} : config, name: name ?? nameOf(module) };
  });
  const faults: ConfigFault[] = [];
  const names = named.map(({ name }) => name);
  const show = (fault: ConfigFault): ConfigurationError => faultsInList(names, [fault]);
  const configurator = new ModuleConfigurator((fault) => faults.push(fault), { folder, show });
  for (const [index, { module, config, name }] of named.entries()) {
    await configurator.add({ path: [index], module: name, config }, async () =>
      typeof module === 'string' ? loadModule(module, folder) : checked(module),
    );
  }
  if (faults.length > 0) throw faultsInList(names, faults);
  return configurator.modules;
}

function nameOf(module: ModuleClass | string): string {
  return typeof module === 'string' ? module : (readModuleNote(module)?.name ?? module.name);
}

function checked(moduleClass: ModuleClass): ModuleClass {
  if (isModuleClass(moduleClass)) return moduleClass;
  throw new BoutonError('BOUTON_NOT_A_MODULE', 'is not a class decorated with @Module');
}
