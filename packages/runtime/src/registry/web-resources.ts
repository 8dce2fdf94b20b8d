import type { Logger, WebResourceHandler } from '@bouton/sdk';
import { PathPattern } from './path-pattern.ts';
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
  /** The path that was first registered with each shape. */
  readonly #paths = new Map<string, string>();

  constructor(log: Logger) {
    this.#log = log;
  }

  get all(): ReadonlyMap<string, WebResourceEntry> {
    return this.#byPath;
  }

  /** Adds a module's resource; the first module keeps a path, however its parameters are called. @throws {BoutonError} If the homeserver itself serves there. */
  add(module: string, path: string, resource: WebResource): void {
    checkWebResourcePath(path);
    const { shape } = new PathPattern(path);
    const first = this.#paths.get(shape) ?? path;
    const known = this.#byPath.get(first);
    if (known === undefined) {
      this.#paths.set(shape, path);
      this.#byPath.set(path, Object.freeze({ module, resource, shadowed: Object.freeze([]) }));
      return;
    }
    this.#log.warn(
      `Modules ${known.module} and ${module} both have a web resource at ${first}; ${known.module} answers`,
      {
        module,
        path: first,
        owner: known.module,
      },
    );
    this.#byPath.set(first, Object.freeze({ ...known, shadowed: Object.freeze([...known.shadowed, module]) }));
  }
}
