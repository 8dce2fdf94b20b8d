import { BoutonError } from '@bouton/sdk';
import { isConfigClass, isModuleClass, readModuleNote, type ModuleClass } from '@bouton/sdk/host';
import { didYouMean } from '../text/did-you-mean.ts';
import type { Namespace } from './import-native.ts';
import type { ModuleSpecifier } from './module-specifier.ts';

/**
 * Takes the module out of what a file exports.
 *
 * @throws {BoutonError} `BOUTON_DECORATOR_ARGUMENT`: its `@Module` forgets the config. `BOUTON_NOT_A_MODULE`: there is no such export, or it is not a class decorated with `@Module`.
 */
export function pickModule(namespace: Namespace, { target, exportName }: ModuleSpecifier): ModuleClass {
  const exported = namespace[exportName];
  if (isModuleClass(exported)) {
    refuseForgottenConfig(namespace, exported);
    return exported;
  }

  const modules = Object.keys(namespace).filter((name) => isModuleClass(namespace[name]));
  throw new BoutonError('BOUTON_NOT_A_MODULE', describe(target, exportName, exported, modules, Object.keys(namespace)));
}

/** A module whose constructor takes a config gets the bare mapping if no config class is named, although there is one beside it. */
function refuseForgottenConfig(namespace: Namespace, module: ModuleClass): void {
  if (module.length === 0 || 'parseConfig' in module) return;
  const exported = Object.values(namespace);
  // The config class may be that of another module in the file.
  if (exported.some((value) => isModuleClass(value) && readModuleNote(value)?.hasConfigClass === true)) return;
  const configClass = exported.find((value) => isConfigClass(value));
  if (configClass === undefined) return;
  throw new BoutonError(
    'BOUTON_DECORATOR_ARGUMENT',
    `${module.name} takes a config, but its @Module names none; ${configClass.name} stands beside it: ` +
      `write @Module({ config: ${configClass.name} })`,
  );
}

function describe(
  target: string,
  exportName: string,
  exported: unknown,
  modules: readonly string[],
  names: readonly string[],
): string {
  const isDefault = exportName === 'default';
  if (exported !== undefined) {
    const name = isDefault ? 'the default export' : exportName;
    return `${name} of ${target} is not a class decorated with @Module${isDefault ? orNamed(target, modules) : ''}`;
  }
  if (names.length === 0) return `${target} exports nothing`;
  if (isDefault) return `${target} has no default export${orNamed(target, modules)}`;
  return `${target} does not export ${exportName}${didYouMean(exportName, modules.length > 0 ? modules : names)}`;
}

function orNamed(target: string, modules: readonly string[]): string {
  const named = modules.filter((name) => name !== 'default').map((name) => JSON.stringify(`${target}#${name}`));
  return named.length === 0 ? '' : `; name its module: ${named.join(' or ')}`;
}
