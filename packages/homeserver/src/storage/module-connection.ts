import { constants, type DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SqlParameter, SqlRow, SqlValue } from '@bouton/sdk';

/** What a statement found or did. */
export interface StatementOutcome {
  readonly rows: readonly SqlRow[];
  /** How many rows it changed; of a query, how many it found. */
  readonly rowCount: number;
}

/** Runs a statement with its parameters. @throws {Error} As the database does. */
export type PreparedStatement = (parameters: readonly SqlParameter[]) => StatementOutcome;

/** The pragmas that only read, and nothing but the schema. */
const READING_PRAGMA = /^(?:table|index)_x?(?:info|list)$|^foreign_key_list$/;

/** What may stand beyond the one statement of a text. */
const NO_STATEMENT = /(?:[\s;]|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))*/y;

/** Texts, names and comments: a question mark in them is not a parameter. */
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** The connection for the transactions of modules: they cannot end one themselves, nor change how the database works. */
export class ModuleConnection implements Disposable {
  readonly #connection: DatabaseSync;
  #isControlled = false;
  /** What the last statement wanted in vain; empty if there is nothing. */
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

  /** Makes one statement ready to be run. @throws {Error} As the database does, and for several statements. */
  prepare(sql: string): PreparedStatement {
    const statement = this.#prepare(sql);
    const isQuery = statement.columns().length > 0;
    const wanted = parametersOf(sql);
    return (parameters) => {
      if (parameters.length < wanted) {
        throw new Error(`the statement has ${wanted} parameters, but ${parameters.length} were given`);
      }
      const bound = parameters.map((value) => toInput(value));
      if (!isQuery) return { rows: [], rowCount: Number(statement.run(...bound).changes) };
      const rows = statement.all(...bound).map((row) => toRow(row));
      return { rows, rowCount: rows.length };
    };
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

/**
 * How many parameters must be given: SQLite itself takes what is not given for NULL. Statements that number or name their
 * parameters are left to it.
 */
function parametersOf(sql: string): number {
  const places = sql.replaceAll(QUOTED, '').match(/[?:@$]\w*/g) ?? [];
  return places.every((place) => place === '?') ? places.length : 0;
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
