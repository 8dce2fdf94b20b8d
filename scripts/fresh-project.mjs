// @ts-check
// A project outside the repository, made from the packed packages in the way that README.md describes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execute } from './execute.mjs';
import { startLocalRegistry } from './local-registry.mjs';
import { env, manifest, root } from './workspace.mjs';

/**
 * @typedef {object} FreshProject
 * @property {string} folder
 * @property {readonly string[]} commands what README.md runs in it, line by line
 * @property {(command: string) => Promise<string>} run runs a command in it, and returns what it printed
 * @property {() => Promise<void>} [Symbol.asyncDispose] removes it
 */

/**
 * Makes the project of the README's section "Start a project", word for word.
 *
 * @throws {Error} when a command fails, with what it printed
 */
export async function createFreshProject() {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [setUp = '', commands = ''] = blocksOf(readme, 'Start a project', 'sh');
  const [yaml = ''] = blocksOf(readme, 'Start a project', 'yaml');
  const [module = ''] = blocksOf(readme, 'A module', 'ts');
  const [test = ''] = blocksOf(readme, 'Test a module', 'ts');

  const home = mkdtempSync(join(tmpdir(), 'bouton-fresh-'));
  const folder = join(home, 'project');
  /** @param {string} command */
  const run = (command) => execute('sh', ['-e', '-c', command], { ...env, NO_COLOR: '1' }, folder);
  const remove = async () => rmSync(home, { recursive: true });
  try {
    mkdirSync(join(folder, 'src'), { recursive: true });
    const registry = await startLocalRegistry(await pack(join(home, 'tarballs')));
    try {
      writeFileSync(join(folder, '.npmrc'), `@bouton:registry=${registry.url}\naudit=false\nfund=false\n`);
      await run(setUp);
    } finally {
      registry.close();
    }
    writeFileSync(join(folder, 'src/demo-module.ts'), module);
    writeFileSync(join(folder, 'src/demo-module.test.ts'), test);
    writeFileSync(join(folder, 'bouton.yaml'), yaml);
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, run, commands: commands.trim().split('\n'), [Symbol.asyncDispose]: remove };
}

/**
 * @param {string} folder
 * @returns {Promise<string>} the folder, with the tarballs of all packages in it
 */
async function pack(folder) {
  await execute('tsc', ['-b', '--pretty', 'false', ...['cli', 'testing'].map((name) => `packages/${name}`)], env, root);
  const filter = '--filter=./packages/*';
  await execute('npx', ['--yes', manifest.packageManager, filter, 'pack', '--pack-destination', folder], env, root);
  return folder;
}

/**
 * @param {string} text Markdown
 * @param {string} heading of the section
 * @param {string} language
 * @returns {string[]} the section's blocks of code in this language
 */
function blocksOf(text, heading, language) {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^```(\w+)\n(.*?)^```/gms)]
    .filter(([, name]) => name === language)
    .map(([, , code = '']) => code);
}
