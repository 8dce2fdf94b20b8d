import type { CategoryName } from '@bouton/contract';
import type { Logger } from '@bouton/sdk';
import { type LoginType, LoginTypes } from './login-types.ts';
import { type RegisteredCallback, RegisteredCallbacks } from './registered-callbacks.ts';
import { Registrar, type RegistryParts } from './registrar.ts';
import { type WebResourceEntry, WebResources } from './web-resources.ts';

/** What all modules registered, in the config's order; it does not change. */
export interface Registry {
  /** The modules' callbacks under one of Synapse's names, in the order in which they are asked. */
  callbacks(category: CategoryName, name: string): readonly RegisteredCallback[];
  /** By login type, in the order in which the types were first registered. */
  readonly loginTypes: ReadonlyMap<string, LoginType>;
  /** By path. */
  readonly webResources: ReadonlyMap<string, WebResourceEntry>;
}

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

function createRegistry(
  callbacks: readonly RegisteredCallback[],
  loginTypes: ReadonlyMap<string, LoginType>,
  webResources: ReadonlyMap<string, WebResourceEntry>,
): Registry {
  const byCallback = Map.groupBy(callbacks, ({ category, callback }) => `${category}.${callback}`);
  for (const group of byCallback.values()) Object.freeze(group);
  const none: readonly RegisteredCallback[] = Object.freeze([]);
  return Object.freeze({
    callbacks: (category: CategoryName, name: string) => byCallback.get(`${category}.${name}`) ?? none,
    loginTypes: new Map(loginTypes),
    webResources: new Map(webResources),
  });
}
