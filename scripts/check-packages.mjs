// @ts-check
// Builds and packs every package that is published, and lints what its users would get.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

import { bundledName } from './bundle.mjs';
import { report } from './sources.mjs';
import { env, manifest, root } from './workspace.mjs';

/**
 * Says in what the exports of the published package differ from those of the workspace: `./src/x.ts` here must be
 * `./dist/x.d.ts` and `./dist/x.js` there, or of a package that is bundled, the entry's file in `./dist/bundle`.
 *
 * @param {string} path of the package.json
 * @param {{ exports: Record<string, string>, scripts?: { prepack?: string }, publishConfig?: { exports?: unknown } }} pkg
 * @returns {string[]}
 */
export function checkPublishedExports(path, pkg) {
  const published = Object.entries(pkg.exports).map(([entry, target]) => {
    const [, module] = /^\.\/src\/(.+)\.ts$/.exec(target) ?? [];
    if (module === undefined) return [entry, target];
    const isBundled = pkg.scripts?.prepack?.includes('bundle.mjs') === true;
    const file = isBundled ? `bundle/${bundledName(entry)}` : module;
    return [entry, { types: `./dist/${module}.d.ts`, default: `./dist/${file}.js` }];
  });
  const wanted = JSON.stringify(Object.fromEntries(published));
  const found = JSON.stringify(pkg.publishConfig?.exports);
  return found === wanted ? [] : [`${path}: "publishConfig.exports" is ${found}, but "exports" makes it ${wanted}.`];
}

async function checkPackages() {
  const packages = globSync('{packages,examples}/*/package.json', { cwd: root })
    .toSorted()
    .map((path) => ({ path, folder: dirname(path), pkg: JSON.parse(readFileSync(join(root, path), 'utf8')) }))
    .filter(({ pkg }) => pkg.private !== true);
  const faults = packages.flatMap(({ path, pkg }) => checkPublishedExports(path, pkg));

  const folders = packages.map(({ folder }) => folder);
  // Built anew: what was built from a file that is gone would be packed too.
  for (const folder of folders) rmSync(join(root, folder, 'dist'), { recursive: true, force: true });
  const tarballs = mkdtempSync(join(tmpdir(), 'bouton-packages-'));
  try {
    if (!run('tsc', '-b', '--pretty', 'false', ...folders)) return [...faults, 'The packages cannot be built.'];
    const filters = folders.map((folder) => `--filter=./${folder}`);
    if (!run('npx', '--yes', manifest.packageManager, '--silent', ...filters, 'pack', '--pack-destination', tarballs)) {
      return [...faults, 'The packages cannot be packed.'];
    }
    for (const { path, pkg } of packages) {
      const name = `${pkg.name.replace('@', '').replace('/', '-')}-${pkg.version}.tgz`;
      const tarball = Uint8Array.from(readFileSync(join(tarballs, name))).buffer;
      const { messages, pkg: packed } = await publint({ pack: { tarball }, strict: true });
      for (const message of messages) faults.push(`${path}: ${formatMessage(message, packed) ?? message.code}`);
    }
  } finally {
    rmSync(tarballs, { recursive: true });
  }
  return faults;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns whether it succeeded
 */
function run(command, ...args) {
  return spawnSync(command, args, { cwd: root, env, stdio: 'inherit' }).status === 0;
}

if (import.meta.main) report(await checkPackages());
