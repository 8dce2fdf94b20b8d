import { BoutonError, type DatabaseTransaction, type SqlParameter, type SqlRow, type SqlStatement } from '@bouton/sdk';
import { decodeRow, encodeParameters, type WireSqlValue } from './sql-values.ts';

/** A statement as it stands on the wire. */
export type WireStatement = { readonly sql: string } & (
  | { readonly parameters: readonly WireSqlValue[] }
  | { readonly many: readonly (readonly WireSqlValue[])[] }
);

/** What is answered to statements: the count and the rows of each, or why there are none. */
export type StatementAnswer =
  | { readonly results: readonly (readonly [rowCount: number, rows: readonly (readonly WireSqlValue[])[]])[] }
  | { readonly refused: string }
  | { readonly restart: number };

/** One attempt of a transaction on Synapse's database. */
export class RemoteTransaction implements DatabaseTransaction {
  readonly engine: 'sqlite' | 'postgres';
  readonly #ask: (statements: readonly WireStatement[]) => Promise<StatementAnswer>;
  #rowCount = 0;
  #rows: readonly SqlRow[] = [];
  #nextRow = 0;
  #restart: number | undefined;

  constructor(engine: 'sqlite' | 'postgres', ask: (statements: readonly WireStatement[]) => Promise<StatementAnswer>) {
    this.engine = engine;
    this.#ask = ask;
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** The attempt that follows this one, if the database asked for a repetition. */
  get restart(): number | undefined {
    return this.#restart;
  }

  async execute(sql: string, parameters: readonly SqlParameter[] = []): Promise<void> {
    const results = await this.#run([{ sql, parameters: encodeParameters(parameters) }]);
    this.#rows = results.at(-1) ?? [];
  }

  async executeMany(sql: string, parameters: readonly (readonly SqlParameter[])[]): Promise<void> {
    await this.#run([{ sql, many: parameters.map(encodeParameters) }]);
  }

  async executeBatch(statements: readonly SqlStatement[]): Promise<readonly (readonly SqlRow[])[]> {
    return this.#run(statements.map(({ sql, parameters = [] }) => ({ sql, parameters: encodeParameters(parameters) })));
  }

  async fetchOne(): Promise<SqlRow | undefined> {
    return this.#rows[this.#nextRow++];
  }

  async fetchAll(): Promise<readonly SqlRow[]> {
    const rows = this.#rows.slice(this.#nextRow);
    this.#nextRow = this.#rows.length;
    return rows;
  }

  async #run(statements: readonly WireStatement[]): Promise<readonly (readonly SqlRow[])[]> {
    const answer = await this.#ask(statements);
    this.#rows = [];
    this.#nextRow = 0;
    if ('results' in answer) {
      this.#rowCount = answer.results.at(-1)?.[0] ?? 0;
      return answer.results.map(([, rows]) => rows.map(decodeRow));
    }
    if ('refused' in answer) throw new BoutonError('BOUTON_DATABASE', answer.refused);
    this.#restart = answer.restart;
    throw new BoutonError('BOUTON_DATABASE', 'The database wants the transaction repeated; it is run again');
  }
}
