import {
  Module,
  OnStart,
  WebResource,
  type JsonObject,
  type JsonValue,
  type ModuleApi,
  type SqlValue,
} from '@bouton/sdk';
import { DATABASE_PATH } from './paths.ts';

/** Keeps notes in a table of its own, in the homeserver's database. */
@Module()
export class DatabaseModule {
  readonly #api: ModuleApi;

  constructor(_config: unknown, api: ModuleApi) {
    this.#api = api;
  }

  @OnStart
  async createTable(): Promise<void> {
    await this.#api.runDbInteraction('create_notes', (txn) =>
      txn.execute(
        'CREATE TABLE IF NOT EXISTS conformance_notes (owner TEXT NOT NULL, note TEXT NOT NULL, UNIQUE (owner, note))',
      ),
    );
  }

  /** Adds notes, one statement each; what it answers is what the transaction returns. */
  @WebResource(`${DATABASE_PATH}/add`)
  async add(request: Request): Promise<JsonValue> {
    const { owner, notes, fail } = (await request.json()) as { owner: string; notes: string[]; fail?: string };
    return this.#caught(() =>
      this.#api.runDbInteraction('add_notes', async (txn) => {
        for (const note of notes) await txn.execute('INSERT INTO conformance_notes VALUES (?, ?)', [owner, note]);
        if (fail !== undefined) throw new RangeError(fail);
        return txn.rowCount;
      }),
    );
  }

  @WebResource(`${DATABASE_PATH}/batch`)
  async batch(request: Request): Promise<JsonValue> {
    const { owner, notes } = (await request.json()) as { owner: string; notes: string[] };
    return this.#api.runDbInteraction('batch_notes', async (txn) => {
      await txn.executeMany(
        'INSERT INTO conformance_notes VALUES (?, ?)',
        notes.map((note) => [owner, note]),
      );
      const answers = await txn.executeBatch([
        { sql: 'SELECT COUNT(*) FROM conformance_notes WHERE owner = ?', parameters: [owner] },
        { sql: 'DELETE FROM conformance_notes WHERE owner = ?', parameters: [owner] },
        { sql: 'SELECT note FROM conformance_notes WHERE owner = ?', parameters: [owner] },
      ]);
      return answers.map((rows) => rows.map((row) => row.map(valueAsJson)));
    });
  }

  @WebResource(`${DATABASE_PATH}/notes`)
  async notes(request: Request): Promise<JsonValue> {
    const owner = new URL(request.url).searchParams.get('owner');
    return this.#api.runDbInteraction('notes', async (txn) => {
      await txn.execute('SELECT note FROM conformance_notes WHERE owner = ? ORDER BY note', [owner]);
      const first = await txn.fetchOne();
      return [...(first === undefined ? [] : [first]), ...(await txn.fetchAll())].map(([note]) => String(note));
    });
  }

  /** What becomes of values on their way into the database and out again. */
  @WebResource(`${DATABASE_PATH}/values`)
  async values(): Promise<JsonValue> {
    return this.#api.runDbInteraction('values', async (txn) => {
      await txn.execute(
        'CREATE TABLE conformance_values (id BIGINT, big BIGINT, fraction DOUBLE PRECISION, content BYTEA, absent TEXT)',
      );
      const bytes = Uint8Array.of(0, 1, 255);
      await txn.execute('INSERT INTO conformance_values VALUES (?, ?, ?, ?, ?)', [1, 2n ** 60n, 1.5, bytes, null]);
      await txn.execute('SELECT * FROM conformance_values');
      const row = await txn.fetchOne();
      await txn.execute('DROP TABLE conformance_values');
      return row?.map(valueAsJson) ?? null;
    });
  }

  /** A transaction that does not end. */
  @WebResource(`${DATABASE_PATH}/stuck`)
  stuck(): Promise<JsonValue> {
    return this.#caught(() =>
      this.#api.runDbInteraction('stuck', () => new Promise<never>(() => undefined), { deadlineMs: 300 }),
    );
  }

  async #caught(action: () => Promise<JsonValue>): Promise<JsonObject> {
    try {
      return { result: await action() };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { name: error.name, message: error.message, ...('code' in error ? { code: String(error.code) } : {}) };
    }
  }
}

function valueAsJson(value: SqlValue): JsonValue {
  if (typeof value === 'bigint') return { bigint: value.toString() };
  return value instanceof Uint8Array ? { bytes: [...value] } : value;
}
