import { sep } from 'node:path';

/** Whether a file, by its real path, belongs to a package that a package manager installed. */
export function isInstalledPackage(path: string): boolean {
  return path.includes(`${sep}node_modules${sep}`);
}
