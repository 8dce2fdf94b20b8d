import { CALLBACKS, eventParameterOf, type CallbackContract, type CategoryName } from '@bouton/contract';
import { BoutonError, type EventFilter, type Logger } from '@bouton/sdk';

/** A callback that a module brings. */
export interface NewCallback {
  /** Synapse's name, in snake_case. */
  readonly callback: string;
  readonly call: (...args: readonly unknown[]) => unknown;
  /** Which events it wants to see; for callbacks that receive an event. */
  readonly when?: EventFilter | undefined;
}

/** A module's callback in the registry. */
export interface RegisteredCallback extends NewCallback {
  readonly module: string;
  readonly category: CategoryName;
}

/** The callbacks of all modules, as they come; it applies the rules for what may be registered. */
export class RegisteredCallbacks {
  readonly #log: Logger;
  readonly #callbacks: RegisteredCallback[] = [];

  constructor(log: Logger) {
    this.#log = log;
  }

  get all(): readonly RegisteredCallback[] {
    return this.#callbacks;
  }

  /**
   * Adds callbacks that a module registers together: all, or none if it throws.
   *
   * @throws {BoutonError} If a name is unknown, a callback is taken that only one module may have, one is missing that
   * another requires, or a filter has no event to look at.
   */
  add(module: string, category: CategoryName, callbacks: readonly NewCallback[]): void {
    const rows = callbacks.map((callback) => this.#check(module, category, callback));
    for (const row of rows) checkRequired(module, row, rows);
    if (rows.some(({ combine }) => combine.rule === 'firstRegistered') && this.#isTaken(module, category)) return;
    for (const callback of callbacks) this.#callbacks.push(Object.freeze({ ...callback, module, category }));
  }

  #check(module: string, category: CategoryName, { callback, when }: NewCallback): CallbackContract {
    const row = CALLBACKS.find((known) => known.category === category && known.name === callback);
    // What is registered per login type has a register of its own.
    if (row === undefined || row.perLoginType === true) {
      throw new BoutonError(
        'BOUTON_UNKNOWN_CALLBACK',
        `Module ${module} registers ${callback}, which is not a callback of ${category}`,
      );
    }
    if (when !== undefined && eventParameterOf(row) === undefined) {
      throw new BoutonError(
        'BOUTON_DECORATOR_ARGUMENT',
        `Module ${module} filters ${callback} by the event, but it receives none; leave out "when"`,
      );
    }
    const other = this.#callbacks.find((known) => known.category === category && known.callback === callback);
    if (row.combine.rule === 'onlyRegistered' && other !== undefined) {
      throw new BoutonError(
        'BOUTON_REGISTERED_TWICE',
        `Modules ${other.module} and ${module} both register ${callback}, which only one module may have`,
      );
    }
    return row;
  }

  /** Of some categories the first module to register has all callbacks; later ones are warned. */
  #isTaken(module: string, category: CategoryName): boolean {
    const owner = this.#callbacks.find((known) => known.category === category);
    if (owner === undefined) return false;
    this.#log.warn(
      `Modules ${owner.module} and ${module} both register ${category} callbacks; only those of ${owner.module} are asked`,
      { module, category, owner: owner.module },
    );
    return true;
  }
}

function checkRequired(module: string, row: CallbackContract, rows: readonly CallbackContract[]): void {
  const missing = row.requires?.filter((required) => rows.every(({ name }) => name !== required)) ?? [];
  if (missing.length === 0) return;
  throw new BoutonError(
    'BOUTON_CALLBACK_MISSING',
    `Module ${module} registers ${row.name} without ${missing.join(' and ')}, which it needs beside it`,
  );
}
