import type { TestUser } from '@bouton/testing';
import type {
  ConformanceHomeserver,
  ConformanceHost,
  ConformanceSetup,
  RemoteHost,
  UserOptions,
} from './conformance-case.ts';
import { TRACE_PATH, type TraceEntry } from './modules/trace-entry.ts';

/** One case's view of a homeserver that cases share: its own users, and its own part of the trace. */
export class SharedHost implements ConformanceHost {
  readonly #homeserver: ConformanceHomeserver;
  readonly #setup: ConformanceSetup;
  readonly #caseNumber: number;
  readonly #begin: number;
  readonly #users = new Map<string, Promise<TestUser>>();

  private constructor(homeserver: ConformanceHomeserver, setup: ConformanceSetup, caseNumber: number, begin: number) {
    this.#homeserver = homeserver;
    this.#setup = setup;
    this.#caseNumber = caseNumber;
    this.#begin = begin;
  }

  /** @param caseNumber Tells the case from the others that share the homeserver. */
  static async open(
    homeserver: ConformanceHomeserver,
    setup: ConformanceSetup,
    caseNumber: number,
  ): Promise<SharedHost> {
    await homeserver.settled();
    const earlier = await readTrace(homeserver, setup);
    return new SharedHost(homeserver, setup, caseNumber, earlier.at(-1)?.order ?? 0);
  }

  get serverName(): string {
    return this.#homeserver.serverName;
  }

  get remote(): RemoteHost {
    const { remote } = this.#homeserver;
    if (remote === undefined) throw new Error('No other homeserver takes part in this case');
    return { serverName: remote.serverName, user: (name) => remote.user(this.localpart(name)) };
  }

  localpart(name: string): string {
    return `${name}.${this.#caseNumber}`;
  }

  user(name: string, options: UserOptions = {}): Promise<TestUser> {
    let user = this.#users.get(name);
    if (user === undefined) {
      user = this.#homeserver.register(this.localpart(name), options);
      this.#users.set(name, user);
    }
    return user;
  }

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return this.#homeserver.fetch(path, init);
  }

  async trace(): Promise<readonly TraceEntry[]> {
    await this.settled();
    const trace = await readTrace(this.#homeserver, this.#setup);
    return trace.filter(({ order }) => order > this.#begin);
  }

  settled(): Promise<void> {
    return this.#homeserver.settled();
  }

  elapse(durationMs: number): Promise<void> {
    return this.#homeserver.elapse(durationMs);
  }
}

/** What all modules wrote down, in order. */
async function readTrace(homeserver: ConformanceHomeserver, { modules }: ConformanceSetup): Promise<TraceEntry[]> {
  const names = modules.flatMap(({ config }) => (typeof config?.['name'] === 'string' ? [config['name']] : []));
  const traces = await Promise.all(
    names.map(async (name) => {
      const response = await homeserver.fetch(`${TRACE_PATH}/${name}`);
      return (await response.json()) as TraceEntry[];
    }),
  );
  return traces.flat().toSorted((one, other) => one.order - other.order);
}
