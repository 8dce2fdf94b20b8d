import { setTimeout as wait } from 'node:timers/promises';
import { startSynapse } from '../../packages/synapse/src/test/start-synapse.ts';
import { ensureServices } from '../../scripts/services.mjs';
import { Postgres } from '../workers/postgres.ts';
import type { SynapseDatabases } from './synapse-homeserver.ts';

const PREPARED = 'prepared';

/** Databases of a PostgreSQL that Synapse can begin with at once: with its schema, and its background updates done. */
export class PostgresDatabases implements SynapseDatabases, AsyncDisposable {
  readonly #postgres: Postgres;
  #made = 0;

  private constructor(postgres: Postgres) {
    this.#postgres = postgres;
  }

  static async prepare(): Promise<PostgresDatabases> {
    await using started = new AsyncDisposableStack();
    const postgres = started.use(await Postgres.start((await ensureServices()).postgresBin));
    await postgres.createDatabase(PREPARED);
    await using synapse = await startSynapse({
      items: [],
      settings: { background_updates: { sleep_enabled: false } },
      database: postgres.synapseConfig(PREPARED),
    });
    const pending = 'SELECT COUNT(*) FROM background_updates';
    while ((await postgres.queryValue(PREPARED, pending)) !== '0') await wait(100);
    await synapse.stop();
    started.move();
    return new PostgresDatabases(postgres);
  }

  async next(): Promise<Readonly<Record<string, unknown>>> {
    const name = `copy_${(this.#made += 1)}`;
    await this.#postgres.createDatabase(name, PREPARED);
    return this.#postgres.synapseConfig(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#postgres[Symbol.asyncDispose]();
  }
}
