import type { Value } from './values.ts';

/** Names and their values; what is not found is looked for around it. */
export class Scope {
  readonly #parent: Scope | undefined;
  readonly #values = new Map<string, Value>();

  constructor(parent?: Scope) {
    this.#parent = parent;
  }

  get(name: string): Value | undefined {
    const value = this.#values.get(name);
    return value === undefined ? this.#parent?.get(name) : value;
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  /** All names that can be seen, with their values. */
  all(): Map<string, Value> {
    return new Map([...(this.#parent?.all() ?? []), ...this.#values]);
  }

  /** The names of this scope alone. */
  own(): ReadonlyMap<string, Value> {
    return this.#values;
  }
}
