import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** A row of a result, by column. */
export type Row = Record<string, string | number | bigint | null | Uint8Array>;

interface PendingWrite {
  readonly run: () => void;
  readonly commit: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * The homeserver's SQLite database: one connection, used synchronously.
 *
 * Reads run at once. Writes that arrive while one turn of the event loop lasts share a transaction, so that many senders
 * share one flush to the disk; each has a savepoint of its own, and is answered once the transaction is durable.
 */
export class Database implements Disposable {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #pending: PendingWrite[] = [];

  /** @param path A file, or `:memory:`. */
  constructor(path: string) {
    this.#connection = new DatabaseSync(path);
    this.#connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  }

  /** Runs a script: the schema. */
  execute(script: string): void {
    this.#connection.exec(script);
  }

  /** The first row, or undefined. */
  get<T = Row>(sql: string, ...parameters: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...parameters) as T | undefined;
  }

  /** All rows. */
  all<T = Row>(sql: string, ...parameters: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...parameters) as T[];
  }

  /** Changes rows; only within {@linkcode Database.write}. Returns how many. */
  run(sql: string, ...parameters: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...parameters).changes);
  }

  /**
   * Runs `work`, which must be synchronous, in the next transaction, and resolves with its result once that is durable.
   * Where `work` throws, what it changed is undone, and the promise rejects; other writes are not affected.
   */
  write<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let result: T;
      this.#pending.push({ run: () => (result = work()), commit: () => resolve(result), fail: reject });
      if (this.#pending.length === 1) setImmediate(() => this.#flush());
    });
  }

  /** Writes what is pending, and closes the file. */
  [Symbol.dispose](): void {
    this.#flush();
    this.#statements.clear();
    this.#connection.close();
  }

  #flush(): void {
    const writes = this.#pending;
    if (writes.length === 0) return;
    this.#pending = [];
    const done: PendingWrite[] = [];
    try {
      this.#connection.exec('BEGIN IMMEDIATE');
      for (const write of writes) if (this.#attempt(write)) done.push(write);
      this.#connection.exec('COMMIT');
    } catch (error) {
      if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
      for (const write of writes) write.fail(error);
      return;
    }
    for (const write of done) write.commit();
  }

  #attempt(write: PendingWrite): boolean {
    this.#connection.exec('SAVEPOINT write');
    try {
      write.run();
      this.#connection.exec('RELEASE write');
      return true;
    } catch (error) {
      this.#connection.exec('ROLLBACK TO write; RELEASE write');
      write.fail(error);
      return false;
    }
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
