/** What a parameter of a statement may be. */
export type SqlParameter = string | number | bigint | boolean | null | Uint8Array;

/** A value of a row: an integer beyond 2⁵³ is a bigint; what the database keeps as JSON, a text. */
export type SqlValue = string | number | bigint | boolean | null | Uint8Array;

/** A row, in the order of its columns. */
export type SqlRow = readonly SqlValue[];

/** One statement of a batch; `?` stands for a parameter. */
export interface SqlStatement {
  readonly sql: string;
  readonly parameters?: readonly SqlParameter[];
}

/**
 * A transaction on the homeserver's database: `ModuleApi.runDbInteraction`. Every method throws a `BoutonError` with the code
 * `BOUTON_DATABASE` if the database refuses a statement; the transaction is then to be left by letting it through.
 */
export interface DatabaseTransaction {
  /** What the statements are written for. */
  readonly engine: 'sqlite' | 'postgres';
  /** How many rows the last statement changed or found. */
  readonly rowCount: number;
  /** Runs one statement; `?` stands for a parameter. */
  execute(sql: string, parameters?: readonly SqlParameter[]): Promise<void>;
  /** Runs one statement once for each list of parameters, in one round trip. */
  executeMany(sql: string, parameters: readonly (readonly SqlParameter[])[]): Promise<void>;
  /** Runs several statements in one round trip, and resolves to the rows of each. */
  executeBatch(statements: readonly SqlStatement[]): Promise<readonly (readonly SqlRow[])[]>;
  /** The next row of the last statement, or undefined. */
  fetchOne(): Promise<SqlRow | undefined>;
  /** The remaining rows of the last statement. */
  fetchAll(): Promise<readonly SqlRow[]>;
}

/** Options of `ModuleApi.runDbInteraction`. */
export interface DbInteractionOptions {
  /** After how long the transaction is rolled back, in milliseconds; 30 000 if it is left out. Must be positive. */
  readonly deadlineMs?: number;
}
