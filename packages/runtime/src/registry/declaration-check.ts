import { BoutonError, type Logger } from '@bouton/sdk';
import type { ModuleClass } from '@bouton/sdk/host';
import { RegistryBuilder } from './registry.ts';
import { declaredRegistrations } from './declared-registrations.ts';

/**
 * Finds what is wrong with the declarations of modules, and what they cannot have together, before any of them is
 * constructed: by registering all that they declare in a registry that nobody asks.
 */
export class DeclarationCheck {
  // What is only warned of is logged when the modules are started.
  readonly #registrar = new RegistryBuilder(silentLog);

  /** Adds a module, in the config's order; returns everything that its declarations are refused for. */
  add(name: string, moduleClass: ModuleClass): readonly BoutonError[] {
    const registrar = this.#registrar.openModule(name);
    const refusals: BoutonError[] = [];
    for (const register of declaredRegistrations(moduleClass, () => () => undefined)) {
      try {
        register(registrar);
      } catch (error) {
        if (!BoutonError.is(error)) throw error;
        refusals.push(error);
      }
    }
    return refusals;
  }
}

const silentLog: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
};
