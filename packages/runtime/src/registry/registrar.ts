import type { Logger } from '@bouton/sdk';
import { CallbackRegister } from './callback-register.ts';
import { LoginTypeRegister } from './login-type-register.ts';
import { ModuleRegistrar, type Registers } from './module-registrar.ts';
import { createRegistry, type Registry } from './registry.ts';
import { WebResourceRegister } from './web-resource-register.ts';

/** Collects what the modules register while they are constructed, in the config's order, and makes the registry of it. */
export class Registrar {
  readonly #registers: Registers;
  readonly #modules: ModuleRegistrar[] = [];

  /** @param log Gets the warnings about what two modules want. */
  constructor(log: Logger) {
    this.#registers = {
      callbacks: new CallbackRegister(log),
      loginTypes: new LoginTypeRegister(),
      webResources: new WebResourceRegister(log),
    };
  }

  /** Where one module registers. Modules are opened in the config's order, and closed once they are constructed. */
  openModule(module: string): ModuleRegistrar {
    const registrar = new ModuleRegistrar(module, this.#registers);
    this.#modules.push(registrar);
    return registrar;
  }

  /** Closes all modules and gives what they registered. */
  finish(): Registry {
    for (const module of this.#modules) module.close();
    const { callbacks, loginTypes, webResources } = this.#registers;
    return createRegistry(callbacks.registrations, loginTypes.loginTypes, webResources.webResources);
  }
}
