import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_IN_TEMPLATES } from './built-in-templates.ts';

/** The text of a template: from the folders, one after the other, else among the homeserver's own; undefined if there is none. */
export function loadTemplate(folders: readonly string[], name: string): string | undefined {
  if (name.split(/[/\\]/).includes('..')) return undefined;
  for (const folder of folders) {
    const text = readIfThere(join(folder, name));
    if (text !== undefined) return text;
  }
  return BUILT_IN_TEMPLATES.get(name);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
}
