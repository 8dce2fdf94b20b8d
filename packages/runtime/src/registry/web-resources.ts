import type { Logger, WebResourceHandler } from '@bouton/sdk';
import { checkWebResourcePath, type HttpMethodNote } from '@bouton/sdk/host';

/** What answers at a path: one handler for every HTTP method, or one for each of some. */
export type WebResource =
  | WebResourceHandler
  | Readonly<Partial<Record<HttpMethodNote['httpMethod'], WebResourceHandler>>>;

/** The web resource at one path. */
export interface WebResourceEntry {
  readonly module: string;
  readonly resource: WebResource;
  /** Modules that wanted the path as well, in the config's order. */
  readonly shadowed: readonly string[];
}

/** The web resources of all modules, by path. */
export class WebResources {
  readonly #log: Logger;
  readonly #byPath = new Map<string, WebResourceEntry>();

  constructor(log: Logger) {
    this.#log = log;
  }

  get all(): ReadonlyMap<string, WebResourceEntry> {
    return this.#byPath;
  }

  /** Adds a module's resource; the first module keeps a path. @throws {BoutonError} If the homeserver itself serves there. */
  add(module: string, path: string, resource: WebResource): void {
    checkWebResourcePath(path);
    const known = this.#byPath.get(path);
    if (known === undefined) {
      this.#byPath.set(path, Object.freeze({ module, resource, shadowed: Object.freeze([]) }));
      return;
    }
    this.#log.warn(
      `Modules ${known.module} and ${module} both have a web resource at ${path}; ${known.module} answers`,
      {
        module,
        path,
        owner: known.module,
      },
    );
    this.#byPath.set(path, Object.freeze({ ...known, shadowed: Object.freeze([...known.shadowed, module]) }));
  }
}
