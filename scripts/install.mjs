// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './run.mjs';
import { bin, manifest, root } from './workspace.mjs';

const stamp = join(root, 'node_modules', '.bouton-installed');

/**
 * Installs the workspace's dependencies, unless they are installed as the lockfile wants them.
 *
 * Needs nothing but Node and npm: npm fetches pnpm, in the version that package.json names, and pnpm fetches the rest,
 * Node 26 included.
 *
 * @throws {Error} when this Node is too old, or when the installation fails
 */
export async function install() {
  const wanted = Number.parseInt(manifest.engines.node.replace(/\D+/, ''), 10);
  if (Number.parseInt(process.versions.node, 10) < wanted) {
    throw new Error(`This is Node ${process.versions.node}, but Node ${wanted} or newer is needed to set up Bouton.`);
  }

  const state = installedState();
  if (existsSync(join(bin, 'node')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;

  const pnpm = manifest.packageManager;
  process.stderr.write(`Installing the workspace with ${pnpm}\n`);
  const code = await run('npx', [
    '--yes',
    pnpm,
    'install',
    '--frozen-lockfile',
    '--config.confirm-modules-purge=false',
  ]);
  if (code !== 0) throw new Error(`The installation failed: ${pnpm} ended with exit code ${code}.`);
  writeFileSync(stamp, state);
}

/** What the installed dependencies depend on: the lockfile, pnpm's settings, and the kind of machine. */
function installedState() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)));
  return `${process.platform}-${process.arch} ${hash.digest('hex')}\n`;
}
