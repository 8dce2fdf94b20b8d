import { statSync } from 'node:fs';
import { ConfigError, type JsonObject, type Template } from '@bouton/sdk';
import nunjucks, { type Environment } from 'nunjucks';
import { formatTimestamp } from './format-timestamp.ts';
import { TemplateLoader } from './template-loader.ts';

// Python's slices, and its methods of lists and dictionaries.
nunjucks.installJinjaCompat();

/** The endings of files in which values are escaped, as in Jinja. */
const ESCAPED = /\.(?:html|htm|xml)$/i;

/** A template that is rendered at once. */
export type SyncTemplate = (variables?: JsonObject) => string;

/**
 * Reads templates in Jinja's syntax.
 * https://element-hq.github.io/synapse/latest/templates.html
 */
export class TemplateReader {
  readonly #customFolder: string | null;
  readonly #publicBaseurl: string;

  /** @param customFolder The administrator's templates, which come first. */
  constructor(customFolder: string | null, publicBaseurl: string) {
    this.#customFolder = customFolder;
    this.#publicBaseurl = publicBaseurl;
  }

  /**
   * Templates by file name: from the administrator's folder, else from the given one, else the homeserver's own.
   *
   * @throws {ConfigError} Where a folder or a file is not there, or a template is malformed.
   */
  read(filenames: readonly string[], folder?: string): Template[] {
    return this.#read(filenames, folder).map((template) => async (variables) => template(variables));
  }

  /** A template for the homeserver itself. @throws {ConfigError} Where the administrator's is malformed. */
  readOne(filename: string): SyncTemplate {
    const [template] = this.#read([filename], undefined);
    if (template === undefined) throw new TypeError(`Nothing was read of ${filename}`);
    return template;
  }

  #read(filenames: readonly string[], folder: string | undefined): SyncTemplate[] {
    const folders = [this.#customFolder, folder].filter((path) => path !== null && path !== undefined);
    for (const path of folders) {
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) continue;
      throw new ConfigError(`Configured template directory does not exist: ${path}`);
    }
    const loader = new TemplateLoader(folders);
    const escaping = this.#environment(loader, true);
    const plain = this.#environment(loader, false);
    return filenames.map((name) => {
      if (!loader.has(name)) {
        const places = [...folders, 'the templates of the homeserver'].join(', ');
        throw new ConfigError(`Cannot find the template "${name}": it is not in ${places}`);
      }
      return compile(ESCAPED.test(name) ? escaping : plain, name);
    });
  }

  #environment(loader: TemplateLoader, autoescape: boolean): Environment {
    return new nunjucks.Environment(loader, { autoescape })
      .addFilter('format_ts', formatTimestamp)
      .addFilter('mxc_to_http', (uri: string, width: number, height: number, method = 'crop') =>
        thumbnailUrl(this.#publicBaseurl, uri, {
          width: String(width),
          height: String(height),
          method: String(method),
        }),
      );
  }
}

function compile(environment: Environment, name: string): SyncTemplate {
  try {
    const template = environment.getTemplate(name, true);
    return (variables = {}) => template.render(variables);
  } catch (error) {
    throw new ConfigError(`Cannot read the template "${name}": ${(error as Error).message}`);
  }
}

/** Where browsers get a thumbnail of a file; nothing for what is no `mxc:` URI. */
function thumbnailUrl(publicBaseurl: string, uri: string, size: Readonly<Record<string, string>>): string {
  const [, media, fragment = ''] = /^mxc:\/\/([^#]*)(#.*)?$/s.exec(uri) ?? [];
  if (media === undefined) return '';
  return `${publicBaseurl}_matrix/media/v1/thumbnail/${media}?${new URLSearchParams(size).toString()}${fragment}`;
}
