import { statSync } from 'node:fs';
import { ConfigError, type JsonObject, type Template } from '@bouton/sdk';
import { TemplateFault } from './jinja/fault.ts';
import { Templates } from './jinja/templates.ts';
import { synapseFilters } from './synapse-filters.ts';
import { loadTemplate } from './template-loader.ts';

/** A template that is rendered at once. */
export type SyncTemplate = (variables?: JsonObject) => string;

/** What a {@linkcode TemplateReader} works with. */
export interface TemplateReaderParts {
  /** The administrator's templates, which come first. */
  readonly customFolder: string | null;
  readonly publicBaseurl: string;
  readonly serverName: string;
}

/**
 * Reads templates in Jinja's language, with Synapse's filters and the variable `server_name`.
 * https://element-hq.github.io/synapse/latest/templates.html
 */
export class TemplateReader {
  readonly #parts: TemplateReaderParts;

  constructor(parts: TemplateReaderParts) {
    this.#parts = parts;
  }

  /**
   * Templates by file name: from the administrator's folder, else from the given one, else the homeserver's own.
   *
   * @throws {ConfigError} If a folder or a file is not there, or a template is malformed or wants what is not supported.
   */
  read(filenames: readonly string[], folder?: string): Template[] {
    return this.#read(filenames, folder).map((template) => async (variables) => template(variables));
  }

  /** A template for the homeserver itself. @throws {ConfigError} If the administrator's is malformed. */
  readOne(filename: string): SyncTemplate {
    const [template] = this.#read([filename], undefined);
    if (template === undefined) throw new TypeError(`Nothing was read of ${filename}`);
    return template;
  }

  #read(filenames: readonly string[], folder: string | undefined): SyncTemplate[] {
    const { customFolder, publicBaseurl, serverName } = this.#parts;
    const folders = [customFolder, folder].filter((path) => path !== null && path !== undefined);
    for (const path of folders) {
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) continue;
      throw new ConfigError(`Configured template directory does not exist: ${path}`);
    }
    const templates = new Templates({
      load: (name) => loadTemplate(folders, name),
      filters: synapseFilters(publicBaseurl),
      globals: { server_name: serverName },
    });
    return filenames.map((name) => {
      const template = asConfigError(name, () => templates.read(name));
      if (template === undefined) {
        const places = [...folders, 'the templates of the homeserver'].join(', ');
        throw new ConfigError(`Cannot find the template "${name}": it is not in ${places}`);
      }
      return (variables = {}) => templates.render(template, variables);
    });
  }
}

function asConfigError<Result>(name: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    throw new ConfigError(`Cannot read the template "${name}": ${error.message}`);
  }
}
