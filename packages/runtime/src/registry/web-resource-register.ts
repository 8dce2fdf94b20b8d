import type { Logger } from '@bouton/sdk';
import { checkWebResourcePath } from '@bouton/sdk/metadata';
import type { WebResource, WebResourceEntry } from './registration.ts';

/** The web resources of all modules, by path. */
export class WebResourceRegister {
  readonly #log: Logger;
  readonly #webResources = new Map<string, WebResourceEntry>();

  constructor(log: Logger) {
    this.#log = log;
  }

  get webResources(): ReadonlyMap<string, WebResourceEntry> {
    return this.#webResources;
  }

  /** Adds a module's resource; the first module keeps a path. @throws {BoutonError} Where the homeserver itself serves. */
  add(module: string, path: string, resource: WebResource): void {
    checkWebResourcePath(path);
    const known = this.#webResources.get(path);
    if (known === undefined) {
      this.#webResources.set(path, Object.freeze({ module, resource, shadowed: Object.freeze([]) }));
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
    this.#webResources.set(path, Object.freeze({ ...known, shadowed: Object.freeze([...known.shadowed, module]) }));
  }
}
