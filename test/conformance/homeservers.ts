import type { ConformanceHomeserver, ConformanceSetup } from './conformance-case.ts';

/** Starts a homeserver with modules. */
export type StartHomeserver = (setup: ConformanceSetup) => Promise<ConformanceHomeserver>;

/** The homeservers of the groups of cases, one after the other. While one is used, the next starts. */
export class Homeservers implements AsyncDisposable {
  readonly #setups: readonly ConformanceSetup[];
  readonly #start: StartHomeserver;
  readonly #running = new Map<number, Promise<ConformanceHomeserver>>();

  constructor(setups: readonly ConformanceSetup[], start: StartHomeserver) {
    this.#setups = setups;
    this.#start = start;
  }

  /** The homeserver of a group by its number; ends those of earlier groups. */
  async of(group: number): Promise<ConformanceHomeserver> {
    const homeserver = this.#started(group);
    await this.#end((number) => number < group);
    if (group + 1 < this.#setups.length) void this.#started(group + 1);
    return homeserver;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end(() => true);
  }

  #started(group: number): Promise<ConformanceHomeserver> {
    let homeserver = this.#running.get(group);
    if (homeserver === undefined) {
      const setup = this.#setups[group];
      if (setup === undefined) throw new RangeError(`There is no group ${group}`);
      homeserver = this.#start(setup);
      // Whoever needs it hears of a failure.
      homeserver.catch(() => undefined);
      this.#running.set(group, homeserver);
    }
    return homeserver;
  }

  async #end(isOver: (group: number) => boolean): Promise<void> {
    const over = [...this.#running].filter(([group]) => isOver(group));
    for (const [group] of over) this.#running.delete(group);
    await Promise.all(
      over.map(async ([, homeserver]) => (await homeserver.catch(() => undefined))?.[Symbol.asyncDispose]()),
    );
  }
}
