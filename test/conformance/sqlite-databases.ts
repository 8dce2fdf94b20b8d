import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { databaseOf, startSynapse } from '../../packages/synapse/src/test/start-synapse.ts';
import type { SynapseDatabases } from './synapse-homeserver.ts';

/** SQLite databases that Synapse can begin with at once: with its schema, and its background updates done. */
export class SqliteDatabases implements SynapseDatabases, AsyncDisposable {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async prepare(): Promise<SqliteDatabases> {
    await using prepared = new AsyncDisposableStack();
    const databases = prepared.use(new SqliteDatabases(await mkdtemp(join(tmpdir(), 'conformance-'))));
    await using synapse = await startSynapse({ items: [], settings: { background_updates: { sleep_enabled: false } } });
    using database = new DatabaseSync(databaseOf(synapse.folder), { readOnly: true });
    const pending = database.prepare('SELECT update_name FROM background_updates');
    while (pending.all().length > 0) await wait(100);
    database.close();
    await synapse.stop();
    await copyFile(databaseOf(synapse.folder), databases.#prepared);
    prepared.move();
    return databases;
  }

  async next(): Promise<string> {
    return this.#prepared;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }

  get #prepared(): string {
    return join(this.#folder, 'prepared.db');
  }
}
