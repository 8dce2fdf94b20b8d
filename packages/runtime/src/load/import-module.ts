import { BoutonError } from '@bouton/sdk';
import { pathToFileURL } from 'node:url';
import { decoratedLine } from './decorated-line.ts';
import { importNative, type Namespace } from './import-native.ts';
import { isInstalledPackage } from './is-installed-package.ts';
import { whereThrown, whereValidatorFailed } from './where-thrown.ts';

const WANTS_LEGACY =
  'the decorators of class-validator are legacy ones; set "experimentalDecorators": true in the tsconfig.json of the module';

/**
 * Imports a file; TypeScript and decorators included, unless it belongs to an installed package. Returns its exports.
 *
 * @throws {BoutonError} `BOUTON_MODULE_NOT_FOUND`: the file does not parse, imports what is not there, or throws. A decorator's
 *   own code, if one of the SDK's decorators refuses what it stands at. `BOUTON_LEGACY_DECORATORS`: it has decorators of
 *   class-validator, but is compiled with those of TC39.
 */
export async function importModule(path: string): Promise<Namespace> {
  if (!isInstalledPackage(path)) {
    // Only here: a server whose modules are all compiled packages needs no compiler.
    const { installSourceHooks } = await import('./source-hooks.ts');
    installSourceHooks();
  }
  try {
    return exportsOf(await importNative(pathToFileURL(path).href));
  } catch (error) {
    if (BoutonError.is(error)) throw new BoutonError(error.code, describeFault(error));
    const validator = error instanceof Error ? whereValidatorFailed(error) : undefined;
    if (validator !== undefined)
      throw new BoutonError('BOUTON_LEGACY_DECORATORS', `has a fault at ${validator}: ${WANTS_LEGACY}`);
    throw new BoutonError('BOUTON_MODULE_NOT_FOUND', `cannot be imported: ${describe(error)}`, { cause: error });
  }
}

/**
 * What a file exports, as its author wrote it. Node shows all of a CommonJS file as its default export, and of its names those
 * that it recognises; a compiler that made CommonJS of `export default` marked it with `__esModule`.
 */
function exportsOf(namespace: Namespace): Namespace {
  const { default: whole, 'module.exports': commonJs } = namespace;
  const isCommonJs =
    whole === commonJs && (typeof whole === 'function' || (typeof whole === 'object' && whole !== null));
  if (!isCommonJs) return namespace;
  const exported = whole as Namespace;
  return exported['__esModule'] === true ? exported : { ...exported, default: exported };
}

function describeFault(error: Error): string {
  const place = whereThrown(error); // The SDK makes the author's line the first of the stack.
  const line = place === undefined ? '' : ` at ${decoratedLine(place, error.message)}`;
  return `has a fault${line}: ${error.message}`;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `it threw ${String(error)}`;
  const place = whereThrown(error);
  const missingType = /does not provide an export named/.test(error.message)
    ? '; if it is a type, mark it: "import type", "export type"'
    : '';
  const message = `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}${missingType}`;
  return place === undefined || message.includes(place) ? message : `${message} (${place})`;
}
