import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { BoutonError } from '@bouton/sdk';

/** A row of a result, by column. */
export type Row = Record<string, string | number | bigint | null | Uint8Array>;

/** The right to write through another connection, until it is disposed. */
export interface WriteTurn extends Disposable {
  /** Runs what the turn is for. What it awaits cannot be a write of the homeserver: that would wait for its own end. */
  run<T>(work: () => T): T;
}

interface PendingWrite {
  readonly run: () => void;
  readonly commit: () => void;
  readonly fail: (error: unknown) => void;
}

interface PendingTurn {
  readonly begin: (turn: WriteTurn) => void;
  readonly fail: (error: unknown) => void;
}

/** How long another program may hold up a write, in milliseconds. */
const BUSY_TIMEOUT = 1000;

const currentTurn = new AsyncLocalStorage<WriteTurn>();

/**
 * The homeserver's SQLite database: one connection, used synchronously.
 *
 * Reads run at once. Writes that arrive while one turn of the event loop lasts share a transaction, so that many senders
 * share one flush to the disk; each has a savepoint of its own, and is answered once the transaction is durable. Writes wait
 * while somebody has a {@linkcode WriteTurn}.
 */
export class Database implements Disposable {
  readonly #connection: DatabaseSync;
  readonly #file: string;
  readonly #temporaryFolder: string | undefined;
  readonly #statements = new Map<string, StatementSync>();
  readonly #waiting: PendingTurn[] = [];
  #pending: PendingWrite[] = [];
  #turn: WriteTurn | undefined;
  #isClosed = false;

  /** @param path A file; `:memory:` stands for one that is removed when the database is closed. */
  constructor(path: string) {
    this.#temporaryFolder = path === ':memory:' ? mkdtempSync(join(tmpdir(), 'bouton-database-')) : undefined;
    this.#file = this.#temporaryFolder === undefined ? path : join(this.#temporaryFolder, 'homeserver.db');
    this.#connection = this.#open();
    // A lock that is taken before the first read cannot be let go of.
    this.#lock('NORMAL');
    this.#lock('EXCLUSIVE');
  }

  /** Opens another connection to the file, which nobody else can open until then. Writing through it needs a {@linkcode WriteTurn}. */
  connect(): DatabaseSync {
    this.#lock('NORMAL');
    return this.#open();
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
   * If `work` throws, what it changed is undone, and the promise rejects; other writes are not affected.
   *
   * @throws {BoutonError} `BOUTON_DATABASE` within a {@linkcode WriteTurn}.
   */
  write<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.isWithinTurn()) throw writeWithinTurn();
      if (this.#isClosed) throw closed();
      let result: T;
      this.#pending.push({ run: () => (result = work()), commit: () => resolve(result), fail: reject });
      if (this.#pending.length === 1) setImmediate(() => this.#flush());
    });
  }

  /** Resolves when it is the caller's turn to write through another connection: first come, first served. */
  takeTurn(): Promise<WriteTurn> {
    return new Promise((begin, fail) => {
      if (this.#isClosed) throw closed();
      this.#waiting.push({ begin, fail });
      setImmediate(() => this.#nextTurn());
    });
  }

  /** Whether the caller runs within a {@linkcode WriteTurn} that has not ended. */
  isWithinTurn(): boolean {
    return this.#turn !== undefined && currentTurn.getStore() === this.#turn;
  }

  /** Writes what is pending, and closes the file. */
  [Symbol.dispose](): void {
    this.#turn = undefined;
    for (const { fail } of this.#waiting.splice(0)) fail(closed());
    this.#flush();
    this.#isClosed = true;
    this.#statements.clear();
    this.#connection.close();
    if (this.#temporaryFolder !== undefined) rmSync(this.#temporaryFolder, { recursive: true, force: true });
  }

  #open(): DatabaseSync {
    const connection = new DatabaseSync(this.#file, { timeout: BUSY_TIMEOUT });
    const synchronous = this.#temporaryFolder === undefined ? 'FULL' : 'OFF';
    connection.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA foreign_keys = ON;`);
    return connection;
  }

  /** Reads are faster while nobody else can open the file. The mode changes with the next read. */
  #lock(mode: 'EXCLUSIVE' | 'NORMAL'): void {
    this.#connection.exec(`PRAGMA locking_mode = ${mode}; SELECT 1 FROM sqlite_schema;`);
  }

  /** Between two turns, what waited to be written is. */
  #nextTurn(): void {
    if (this.#turn !== undefined) return;
    this.#flush();
    const next = this.#waiting.shift();
    if (next === undefined) return;
    const turn: WriteTurn = {
      run: (work) => currentTurn.run(turn, work),
      [Symbol.dispose]: () => {
        if (this.#turn !== turn) return;
        this.#turn = undefined;
        setImmediate(() => this.#nextTurn());
      },
    };
    this.#turn = turn;
    next.begin(turn);
  }

  #flush(): void {
    const writes = this.#pending;
    if (writes.length === 0 || this.#turn !== undefined) return;
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

function closed(): BoutonError {
  return new BoutonError('BOUTON_DATABASE', 'The database is closed');
}

function writeWithinTurn(): BoutonError {
  const message =
    'The homeserver cannot write while the transaction is open from which it is asked to: members of ModuleApi that write' +
    ' belong before or after it';
  return new BoutonError('BOUTON_DATABASE', message);
}
