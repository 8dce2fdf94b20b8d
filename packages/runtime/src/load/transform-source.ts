import type * as Esbuild from 'esbuild';
import type * as GetTsconfig from 'get-tsconfig';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { transformSync } from 'oxc-transform';

// Not every module needs a tsconfig.json to be read, or a second compiler: they are loaded by those that do.
const require = createRequire(import.meta.url);

/**
 * Makes of TypeScript, or of JavaScript with decorators, what Node runs: parameter properties, enums, and decorators as the
 * nearest tsconfig.json wants them, TC39's or with `experimentalDecorators` the legacy ones. A file without such a project has
 * legacy ones, which class-validator needs. The source map stands at the end of the code.
 *
 * No metadata of types is emitted: what emits it needs every type at run time, and Bouton needs none of it.
 *
 * @throws {SyntaxError} With the file, the line and the column in its message.
 * @throws {Error} When there is a tsconfig.json that cannot be read.
 */
export function transformSource(path: string, text: string): string {
  const { code, map, errors, helpersUsed } = transformSync(path, text, {
    sourcemap: true,
    decorator: { legacy: true },
  });
  const [error] = errors;
  if (error !== undefined) {
    const before = text.slice(0, error.labels[0]?.start ?? 0).split('\n');
    throw new SyntaxError(`${path}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}: ${error.message}`);
  }
  // oxc knows the legacy decorators only.
  if ('decorate' in helpersUsed && hasTc39Decorators(path)) return transformTc39(path, text);
  return withSourceMap(code, JSON.stringify(map));
}

function hasTc39Decorators(path: string): boolean {
  const project = nearestProject(dirname(path));
  if (project === undefined) return false;
  const { parseTsconfig } = require('get-tsconfig') as typeof GetTsconfig;
  try {
    return parseTsconfig(project).compilerOptions?.experimentalDecorators !== true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${project}, which says what decorators ${path} has, cannot be read: ${reason}`, { cause: error });
  }
}

function nearestProject(folder: string): string | undefined {
  const project = join(folder, 'tsconfig.json');
  if (existsSync(project)) return project;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestProject(parent);
}

function transformTc39(path: string, text: string): string {
  const { transformSync: transform } = require('esbuild') as typeof Esbuild;
  try {
    const { code, map } = transform(text, {
      loader: extname(path).endsWith('ts') ? 'ts' : 'js',
      target: 'es2024',
      sourcefile: path,
      sourcemap: 'external',
      logLevel: 'silent',
      tsconfigRaw: { compilerOptions: { experimentalDecorators: false } },
    });
    return withSourceMap(code, map);
  } catch (error) {
    const [fault] = (error as Esbuild.TransformFailure).errors;
    if (fault === undefined) throw error;
    const { line = 1, column = 0 } = fault.location ?? {};
    throw new SyntaxError(`${path}:${line}:${column + 1}: ${fault.text}`);
  }
}

function withSourceMap(code: string, map: string): string {
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
}
