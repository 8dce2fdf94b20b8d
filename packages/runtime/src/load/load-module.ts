import { BoutonError } from '@bouton/sdk';
import type { ModuleClass } from '@bouton/sdk/host';
import { importModule } from './import-module.ts';
import { parseModuleSpecifier } from './module-specifier.ts';
import { pickModule } from './pick-module.ts';
import { resolveModule } from './resolve-module.ts';

/**
 * Loads a module by its name in the configuration: `"@acme/rooms#Guard"`, a package as Node finds it from the folder, or
 * `./guard.ts#Guard`, a file relative to the folder. Without a `#` the default export is the module.
 *
 * @throws {BoutonError} `BOUTON_MODULE_NOT_FOUND` or `BOUTON_NOT_A_MODULE`.
 */
export async function loadModule(name: string, folder: string): Promise<ModuleClass> {
  const specifier = parseModuleSpecifier(name);
  if (specifier.exportName === '') {
    throw new BoutonError('BOUTON_MODULE_NOT_FOUND', `${JSON.stringify(name)} names no export behind the "#"`);
  }
  return pickModule(await importModule(resolveModule(specifier, folder)), specifier);
}
