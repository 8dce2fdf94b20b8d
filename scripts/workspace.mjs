// @ts-check
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the workspace's own commands are, once it is installed; `node` among them is Node 26. */
export const bin = join(root, 'node_modules', '.bin');

/** The environment for child processes: the workspace's commands come before the machine's. */
export const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };

/** The workspace's package.json: which Node may bootstrap it, and which pnpm installs it. */
export const manifest = /** @type {{ packageManager: string, engines: { node: string } }} */ (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
);
