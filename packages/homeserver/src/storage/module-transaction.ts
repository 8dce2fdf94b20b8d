import { setImmediate as nextTurn } from 'node:timers/promises';
import { BoutonError, type DatabaseTransaction, type SqlParameter, type SqlRow, type SqlStatement } from '@bouton/sdk';
import type { ModuleConnection, StatementOutcome } from './module-connection.ts';

/** How long statements may follow each other before others get their turn of the event loop, in milliseconds. */
const PAUSE_AFTER = 10;

const NOTHING: StatementOutcome = { rows: [], rowCount: 0 };

/** A transaction of a module, from its beginning to its end. */
export class ModuleTransaction implements DatabaseTransaction {
  readonly engine = 'sqlite';
  readonly #connection: ModuleConnection;
  readonly #description: string;
  #last = NOTHING;
  #fetched = 0;
  #pausedAt = performance.now();
  /** What whoever goes on after the end is told. */
  #ended: BoutonError | undefined;

  /** Begins a transaction. @throws {BoutonError} `BOUTON_DATABASE` */
  constructor(connection: ModuleConnection, description: string) {
    this.#connection = connection;
    this.#description = description;
    this.#attempt('to begin', () => connection.control('BEGIN IMMEDIATE'));
  }

  get rowCount(): number {
    return this.#last.rowCount;
  }

  async execute(sql: string, parameters: readonly SqlParameter[] = []): Promise<void> {
    await this.#run(sql, [parameters]);
  }

  async executeMany(sql: string, parameters: readonly (readonly SqlParameter[])[]): Promise<void> {
    await this.#run(sql, parameters);
  }

  async executeBatch(statements: readonly SqlStatement[]): Promise<readonly (readonly SqlRow[])[]> {
    const results: (readonly SqlRow[])[] = [];
    for (const { sql, parameters = [] } of statements) results.push(await this.#run(sql, [parameters]));
    return results;
  }

  async fetchOne(): Promise<SqlRow | undefined> {
    return this.#last.rows[this.#fetched++];
  }

  async fetchAll(): Promise<readonly SqlRow[]> {
    const rows = this.#last.rows.slice(this.#fetched);
    this.#fetched = this.#last.rows.length;
    return rows;
  }

  /** Makes the transaction durable. @throws {BoutonError} If the database refuses, or it has ended already. */
  commit(): void {
    if (this.#ended !== undefined) throw this.#ended;
    this.#attempt('the transaction', () => this.#connection.control('COMMIT'));
    this.#end();
  }

  /** Undoes the transaction, unless it has ended. @param reason What whoever goes on with it is told. */
  rollback(reason?: BoutonError): void {
    if (this.#ended !== undefined) return;
    this.#end(reason);
    if (this.#connection.isTransaction) this.#attempt('to roll back', () => this.#connection.control('ROLLBACK'));
  }

  /** Runs one statement, once for each list of parameters. */
  async #run(sql: string, parameters: readonly (readonly SqlParameter[])[]): Promise<readonly SqlRow[]> {
    if (this.#isPauseDue()) await this.#pause();
    [this.#last, this.#fetched] = [NOTHING, 0];
    const statement = this.#whileOpen(() => this.#connection.prepare(sql));
    const rows: SqlRow[] = [];
    let rowCount = 0;
    for (const values of parameters) {
      if (this.#isPauseDue()) await this.#pause();
      const outcome = this.#whileOpen(() => statement(values));
      for (const row of outcome.rows) rows.push(row);
      rowCount += outcome.rowCount;
    }
    this.#last = { rows, rowCount };
    return rows;
  }

  #isPauseDue(): boolean {
    return performance.now() - this.#pausedAt > PAUSE_AFTER;
  }

  async #pause(): Promise<void> {
    await nextTurn();
    this.#pausedAt = performance.now();
  }

  #whileOpen<T>(action: () => T): T {
    if (this.#ended !== undefined) throw this.#ended;
    try {
      return this.#attempt('a statement', action);
    } catch (error) {
      // Some failures undo the whole transaction. What came after it would be for good at once.
      if (BoutonError.is(error) && !this.#connection.isTransaction) this.#end(error);
      throw error;
    }
  }

  #attempt<T>(what: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `The database refused ${what} of "${this.#description}": ${reason}`;
      throw new BoutonError('BOUTON_DATABASE', message, { cause: error });
    }
  }

  #end(reason?: BoutonError): void {
    this.#ended = reason ?? new BoutonError('BOUTON_DATABASE', `The transaction "${this.#description}" has ended`);
  }
}
