// @ts-check
// `node ../../scripts/bundle.mjs` in a package's folder: makes one file of each of its entries, in dist/bundle, with what they share
// in files beside them. Node takes a quarter of a millisecond for each file of an import, and a module should cost none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rolldown } from 'rolldown';

/**
 * The name of the file that an entry becomes.
 *
 * @param {string} entry as in the package.json's exports: `.`, `./config`
 */
export function bundledName(entry) {
  return entry === '.' ? 'index' : entry.slice('./'.length);
}

/**
 * Bundles a package. What it depends on stays outside.
 *
 * @param {string} folder
 */
export async function bundlePackage(folder) {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const sources = Object.entries(exports).filter(([, target]) => target.endsWith('.ts'));
  const input = Object.fromEntries(sources.map(([entry, source]) => [bundledName(entry), join(folder, source)]));
  await using build = await rolldown({ input, platform: 'node', external: /^[^./]/, cwd: folder });
  await build.write({
    dir: join(folder, 'dist/bundle'),
    cleanDir: true,
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'shared-[hash].js',
  });
}

if (import.meta.main) await bundlePackage(process.cwd());
