import { readFileSync } from 'node:fs';
import { registerHooks, setSourceMapsSupport, type LoadHookSync, type ResolveHookSync } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isInstalledPackage } from './is-installed-package.ts';
import { transformSource } from './transform-source.ts';

/** The package whose helpers the transformed code imports. A module's folder need not hold it: the runtime's does. */
const HELPERS = '@oxc-project/runtime/';

/** A file beside the configuration need not have the SDK installed either; what it has installed itself comes first. */
const SDK = /^@bouton\/sdk(?:\/|$)/;

let installed = false;

/**
 * Lets this process import modules that are source, TypeScript and decorators included: files of the administrator, and
 * packages linked from a workspace. Installed packages are left to Node. Does nothing when called again.
 */
export function installSourceHooks(): void {
  if (installed) return;
  installed = true;
  registerHooks({ resolve, load });
  setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
}

const resolve: ResolveHookSync = (specifier, context, nextResolve) => {
  if (specifier.startsWith(HELPERS)) return nextResolve(specifier, { ...context, parentURL: import.meta.url });
  try {
    return nextResolve(specifier, context);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    if (SDK.test(specifier)) return nextResolve(specifier, { ...context, parentURL: import.meta.url });
    const source = sourceOf(specifier, context.parentURL);
    if (source === undefined) throw error;
    try {
      return nextResolve(source, context);
    } catch {
      throw error;
    }
  }
};

const load: LoadHookSync = (url, context, nextLoad) => {
  const [extension] = /\.m?[jt]s$/.exec(url) ?? [];
  if (extension === undefined || !url.startsWith('file:')) return nextLoad(url, context);
  const path = fileURLToPath(url);
  if (isInstalledPackage(path)) return nextLoad(url, context);

  // Node cannot tell the format of a file that it cannot parse: TypeScript is always an ES module here.
  const loaded = extension.endsWith('ts') ? { format: 'module', shortCircuit: true } : nextLoad(url, context);
  if (loaded.format !== 'module') return loaded;
  return { ...loaded, source: transformSource(path, readFileSync(path, 'utf8')) };
};

/** TypeScript lets a file import `./rules.js` and mean ./rules.ts. */
function sourceOf(specifier: string, parent: string | undefined): string | undefined {
  if (!specifier.startsWith('.') || !/\.m?js$/.test(specifier) || !/\.m?ts$/.test(parent ?? '')) return undefined;
  return specifier.replace(/js$/, 'ts');
}
