import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../../..', import.meta.url));

/** A folder that is removed when it goes out of scope. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
  /** The path of a file in it. */
  file(name: string): string;
  /** Puts the folder's path out of a text, so that it can be compared. */
  relative(text: string): string;
}

/** Makes a folder with these files, by name, in which `@bouton/sdk` is installed. */
export async function temporaryFolder(files: Readonly<Record<string, string>>): Promise<TemporaryFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'bouton-')));
  await mkdir(join(path, 'node_modules/@bouton'), { recursive: true });
  await symlink(join(packages, 'sdk'), join(path, 'node_modules/@bouton/sdk'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return {
    path,
    file: (name) => join(path, name),
    relative: (text) => text.replaceAll(path, '/folder'),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  };
}
