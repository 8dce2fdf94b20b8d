import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import nunjucks, { type LoaderSource } from 'nunjucks';
import { BUILT_IN_TEMPLATES } from './built-in-templates.ts';

/** Finds templates by name: in folders, one after the other, then among the homeserver's own. */
export class TemplateLoader extends nunjucks.Loader {
  readonly #folders: readonly string[];

  constructor(folders: readonly string[]) {
    super();
    this.#folders = folders;
  }

  /** The text of a template; null where there is none of that name. */
  getSource(name: string): LoaderSource {
    const found = this.#find(name);
    // The library's types do not say so, but null is how a loader says that it has no such template.
    return found === undefined
      ? (null as unknown as LoaderSource)
      : { ...found, src: fromJinja(found.src), noCache: false };
  }

  /** Whether there is a template of that name. */
  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  #find(name: string): { readonly src: string; readonly path: string } | undefined {
    if (name.split(/[/\\]/).includes('..')) return undefined;
    for (const folder of this.#folders) {
      const path = join(folder, name);
      const src = readIfThere(path);
      if (src !== undefined) return { src, path };
    }
    const src = BUILT_IN_TEMPLATES.get(name);
    return src === undefined ? undefined : { src, path: name };
  }
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

/** What Jinja does and nunjucks does not: it drops the last line's end, and knows includes `without context`. */
function fromJinja(template: string): string {
  return template
    .replace(/\r?\n$/, '')
    .replaceAll(/(\{%[-+]?\s*include\b(?:(?!%\}).)*?)\s+with(?:out)?\s+context(?=\s*[-+]?%\})/gs, '$1');
}
