// @ts-check
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { bundlePackage } from './bundle.mjs';
import { root } from './workspace.mjs';

/**
 * Puts packages that are bundled into a folder's node_modules as they are published, with links to what they depend on.
 *
 * @param {readonly string[]} names of the folders in `packages`; they depend on no other package of the workspace
 * @param {string} folder
 */
export async function installPublished(names, folder) {
  for (const name of names) {
    const source = join(root, 'packages', name);
    const target = join(folder, 'node_modules/@bouton', name);
    await bundlePackage(source);
    cpSync(join(source, 'dist'), join(target, 'dist'), { recursive: true });
    const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
    writeFileSync(join(target, 'package.json'), JSON.stringify({ ...manifest, ...manifest.publishConfig }));
    for (const dependency of Object.keys(manifest.dependencies)) {
      if (dependency.startsWith('@bouton/')) continue;
      const link = join(target, 'node_modules', dependency);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(source, 'node_modules', dependency), link);
    }
  }
}
