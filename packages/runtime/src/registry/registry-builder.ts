import type { Logger } from '@bouton/sdk';
import { RegisteredCallbacks } from './registered-callbacks.ts';
import { LoginTypes } from './login-types.ts';
import { Registrar, type RegistryParts } from './registrar.ts';
import { createRegistry, type Registry } from './registry.ts';
import { WebResources } from './web-resources.ts';

/** Collects what the modules register while they are constructed, in the config's order, and makes the registry of it. */
export class RegistryBuilder {
  readonly #parts: RegistryParts;
  readonly #modules: Registrar[] = [];

  /** @param log Gets the warnings about what two modules want. */
  constructor(log: Logger) {
    this.#parts = {
      callbacks: new RegisteredCallbacks(log),
      loginTypes: new LoginTypes(),
      webResources: new WebResources(log),
    };
  }

  /** With what this gives one module registers. Modules are opened in the config's order, and closed once they are constructed. */
  openModule(module: string): Registrar {
    const registrar = new Registrar(module, this.#parts);
    this.#modules.push(registrar);
    return registrar;
  }

  /** Closes all modules and gives what they registered. */
  finish(): Registry {
    for (const module of this.#modules) module.close();
    const { callbacks, loginTypes, webResources } = this.#parts;
    return createRegistry(callbacks.all, loginTypes.all, webResources.all);
  }
}
