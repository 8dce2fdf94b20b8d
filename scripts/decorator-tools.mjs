// @ts-check
// The compilers and runtimes that authors have, and how each runs a module: what scripts/check-decorators.mjs goes through.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { transformSync } from 'oxc-transform';

import { bin, env, root } from './workspace.mjs';

/** What a tsconfig.json says of decorators. `tsc --init` says nothing, which means those of TC39. */
export const standards = /** @type {const} */ ({
  tc39: {},
  legacy: { experimentalDecorators: true },
  metadata: { experimentalDecorators: true, emitDecoratorMetadata: true },
});

/** @typedef {keyof typeof standards} Standard */

/** What `tsc --init` writes, as far as it matters here, with a target that Node runs. */
export const compilerOptions = {
  target: 'es2022',
  module: 'nodenext',
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  moduleDetection: 'force',
  skipLibCheck: true,
};

export const sources = join(root, 'test/decorators');
export const cache = join(root, '.cache/decorators');
const tools = join(cache, 'node_modules');
const requireTool = createRequire(join(cache, 'package.json'));
export const files = ['module.ts', 'configured.ts', 'validated.ts'];

/** Those whose property decorators know the legacy standard only: under TC39, neither tsc nor they themselves accept it. */
export const legacyOnly = ['validated.ts'];

/**
 * A way to run a module.
 *
 * @typedef {object} Tool
 * @property {readonly Standard[]} standards
 * @property {boolean} [leavesTc39] whether it leaves decorators of TC39 as they are, which Node does not run. So do oxc, and
 *   with it Vite, Vitest and Rolldown
 * @property {(folder: string, standard: Standard) => Promise<void> | void} [compile] writes out/*.js
 * @property {(folder: string, observer: string) => string[]} [run] the command that prints what is seen, if Node does not
 */

export const tsc7 = /** @satisfies {Tool} */ ({
  standards: ['tc39', 'legacy', 'metadata'],
  compile: compileWith(join(root, 'node_modules/typescript/bin/tsc')),
});

/** @type {Record<string, Tool>} */
export const matrix = {
  'tsc 5.9': { standards: ['tc39', 'legacy', 'metadata'], compile: compileWith(join(tools, 'typescript-5/bin/tsc')) },
  'tsc 6': { standards: ['tc39', 'legacy', 'metadata'], compile: compileWith(join(tools, 'typescript-6/bin/tsc')) },
  'tsc 7': tsc7,
  esbuild: {
    standards: ['tc39', 'legacy'],
    compile(folder, standard) {
      const tsconfigRaw = { compilerOptions: { ...compilerOptions, ...standards[standard] } };
      transformEach(
        folder,
        (code) => requireTool('esbuild').transformSync(code, { loader: 'ts', target: 'es2022', tsconfigRaw }).code,
      );
    },
  },
  swc: {
    standards: ['tc39', 'legacy', 'metadata'],
    compile(folder, standard) {
      const transform = {
        tc39: { decoratorVersion: '2022-03' },
        legacy: { legacyDecorator: true },
        metadata: { legacyDecorator: true, decoratorMetadata: true },
      }[standard];
      const jsc = { parser: { syntax: 'typescript', decorators: true }, target: 'es2022', transform };
      transformEach(folder, (code) => requireTool('@swc/core').transformSync(code, { swcrc: false, jsc }).code);
    },
  },
  oxc: {
    standards: ['tc39', 'legacy', 'metadata'],
    leavesTc39: true,
    compile(folder, standard) {
      const decorator = { legacy: standard !== 'tc39', emitDecoratorMetadata: standard === 'metadata' };
      transformEach(folder, (code, file) => transformSync(file, code, { decorator }).code);
    },
  },
  // Loaded from source, as by `bouton check`.
  bouton: {
    standards: ['tc39', 'legacy', 'metadata'],
    run: (folder, observer) => {
      const hooks = join(folder, 'hooks.mjs');
      const loader = join(root, 'packages/runtime/src/load/source-hooks.ts');
      writeFileSync(hooks, `import { installSourceHooks } from ${JSON.stringify(loader)};\ninstallSourceHooks();\n`);
      return ['node', '--import', hooks, observer];
    },
  },
  vitest: {
    standards: ['tc39', 'legacy', 'metadata'],
    leavesTc39: true,
    run: (folder) => [join(bin, 'vitest'), 'run', '--root', folder, '--silent=false', '--reporter=dot'],
  },
  tsx: {
    standards: ['tc39', 'legacy'],
    run: (folder, observer) => [
      'node',
      join(tools, 'tsx/dist/cli.mjs'),
      '--tsconfig',
      join(folder, 'tsconfig.json'),
      observer,
    ],
  },
  bun: { standards: ['tc39', 'legacy', 'metadata'], run: (_folder, observer) => [join(tools, '.bin/bun'), observer] },
  deno: {
    standards: ['tc39', 'legacy'],
    run: (folder, observer) => [
      join(tools, '.bin/deno'),
      'run',
      '-A',
      '--no-check',
      '--node-modules-dir=manual',
      '--config',
      join(folder, 'deno.json'),
      observer,
    ],
  },
};

/** @param {string} tsc */
function compileWith(tsc) {
  return async (/** @type {string} */ folder, /** @type {Standard} */ standard) => {
    for (const file of files) {
      const compiled = capture(folder, ['node', tsc, '-p', file.replace('.ts', '.json')]);
      if (standard !== 'tc39' || !legacyOnly.includes(file)) await compiled;
      // Whoever does not look at what tsc says gets JavaScript all the same.
      else await compiled.then(wantRefusal, (/** @type {unknown} */ error) => wantRefusal(String(error)));
    }
  };
}

/** @param {string} output */
function wantRefusal(output) {
  if (!output.includes('error TS1240: ')) throw new Error(`tsc refuses no property decorator: ${output}`);
}

/**
 * @param {string} folder
 * @param {(code: string, file: string) => string} transform
 */
function transformEach(folder, transform) {
  mkdirSync(join(folder, 'out'));
  for (const file of files) {
    const code = transform(readFileSync(join(folder, file), 'utf8'), file);
    writeFileSync(join(folder, 'out', file.replace('.ts', '.js')), code);
  }
}

/** Installs the tools, unless they are installed as the list wants them. */
export function installTools() {
  const list = readFileSync(join(sources, 'tools/package.json'), 'utf8');
  const stamp = join(cache, 'installed');
  const wanted = createHash('sha256').update(list).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), list);
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: cache,
    encoding: 'utf8',
  });
  if (npm.status !== 0) throw new Error(`The tools cannot be installed:\n${npm.stdout}${npm.stderr}`);
  writeFileSync(stamp, wanted);
}

/**
 * Runs a command to its end.
 *
 * @param {string} cwd
 * @param {string[]} command
 * @returns {Promise<string>} what it printed
 * @throws {Error} what it printed, if it fails
 */
export async function capture(cwd, [command = '', ...args]) {
  const child = spawn(command, args, { cwd, env: { ...env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`${output}${errors}`.trim());
  return output;
}
