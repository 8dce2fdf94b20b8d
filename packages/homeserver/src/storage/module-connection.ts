import { constants, type DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SqlParameter, SqlRow, SqlValue } from '@bouton/sdk';

/** What a statement found or did. */
export interface StatementOutcome {
  readonly rows: readonly SqlRow[];
  /** How many rows it changed; of a query, how many it found. */
  readonly rowCount: number;
}

/** The pragmas that only read, and nothing but the schema. */
const READING_PRAGMA = /^(?:table|index)_x?(?:info|list)$|^foreign_key_list$/;

/** What may stand beyond the one statement of a text. */
const NO_STATEMENT = /(?:[\s;]|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))*/y;

/** Texts, names and comments: a question mark in them is no parameter. */
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** The connection for the transactions of modules: they cannot end one themselves, nor change how the database works. */
export class ModuleConnection implements Disposable {
  readonly #connection: DatabaseSync;
  #isControlled = false;
  /** What the last statement wanted in vain; empty where there is nothing. */
  #refused = '';

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
    connection.setAuthorizer((action, detail) => this.#authorize(action, detail ?? ''));
  }

  /** Whether a transaction is open: an error may have ended it. */
  get isTransaction(): boolean {
    return this.#connection.isTransaction;
  }

  /** Begins, commits or rolls back a transaction. @throws {Error} As the database does. */
  control(command: 'BEGIN IMMEDIATE' | 'COMMIT' | 'ROLLBACK'): void {
    this.#isControlled = true;
    try {
      this.#connection.exec(command);
    } finally {
      this.#isControlled = false;
    }
  }

  /** Runs one statement, once for each list of parameters. @throws {Error} As the database does. */
  run(sql: string, parameters: readonly (readonly SqlParameter[])[]): StatementOutcome {
    const statement = this.#prepare(sql);
    const isQuery = statement.columns().length > 0;
    const rows: SqlRow[] = [];
    let changed = 0;
    for (const values of parameters) {
      assertCount(sql, values.length);
      const bound = values.map((value) => toInput(value));
      if (isQuery) for (const row of statement.all(...bound)) rows.push(toRow(row));
      else changed += Number(statement.run(...bound).changes);
    }
    return { rows, rowCount: isQuery ? rows.length : changed };
  }

  [Symbol.dispose](): void {
    this.#connection.close();
  }

  #prepare(sql: string): StatementSync {
    this.#refused = '';
    try {
      const statement = this.#connection.prepare(sql);
      if (!isBlank(sql.slice(statement.sourceSQL.length))) throw new Error('one statement is expected, got several');
      statement.setReadBigInts(true);
      statement.setReturnArrays(true);
      return statement;
    } catch (error) {
      if (this.#refused === '') throw error;
      throw new Error(`${this.#refused} is not for modules`, { cause: error });
    }
  }

  #authorize(action: number, detail: string): number {
    const refused = this.#isControlled ? undefined : refusal(action, detail);
    this.#refused = refused ?? this.#refused;
    return refused === undefined ? constants.SQLITE_OK : constants.SQLITE_DENY;
  }
}

function refusal(action: number, detail: string): string | undefined {
  switch (action) {
    case constants.SQLITE_TRANSACTION:
      return detail;
    case constants.SQLITE_ATTACH:
      return 'ATTACH';
    case constants.SQLITE_DETACH:
      return 'DETACH';
    case constants.SQLITE_PRAGMA:
      return READING_PRAGMA.test(detail) ? undefined : `PRAGMA ${detail}`;
    default:
      return undefined;
  }
}

function isBlank(sql: string): boolean {
  NO_STATEMENT.lastIndex = 0;
  return NO_STATEMENT.exec(sql)?.[0].length === sql.length;
}

/** SQLite itself takes what is not given for NULL. Statements that number or name their parameters are left to it. */
function assertCount(sql: string, given: number): void {
  const places = sql.replaceAll(QUOTED, '').match(/[?:@$]\w*/g) ?? [];
  if (places.some((place) => place !== '?') || places.length <= given) return;
  throw new Error(`the statement has ${places.length} parameters, but ${given} were given`);
}

function toInput(value: SqlParameter): string | number | bigint | null | Uint8Array {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  // A number that is bound as it is becomes a floating-point number: "5.0" in a column of texts.
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
}

function toRow(row: unknown): SqlRow {
  return (row as SqlValue[]).map((value) =>
    typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value,
  );
}
