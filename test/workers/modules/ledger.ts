import { BoutonError, Module, WebResource, type ModuleApi, type SqlRow } from '@bouton/sdk';
import { setTimeout as sleep } from 'node:timers/promises';

/** A transaction, as a test asks for it. */
export interface Order {
  readonly statements: readonly string[];
  /** Whether they are sent together. */
  readonly isBatch?: boolean;
  /** How long its first attempt waits after the statements, in milliseconds. */
  readonly pauseMs?: number;
  /** What it ends with. Default: it commits. */
  readonly end?: 'throw' | 'never';
  readonly deadlineMs?: number;
}

/** Runs transactions on the homeserver's database, in the process that a web request came to. */
@Module()
export class Ledger {
  constructor(
    readonly config: object,
    private readonly api: ModuleApi,
  ) {}

  /** Answers `{ "attempts": …, "rows": … }`, the rows of the last statement, or `{ "thrown": "…" }`. */
  @WebResource('/_synapse/client/ledger')
  async run(request: Request): Promise<object> {
    const { statements, isBatch, pauseMs, end, deadlineMs } = (await request.json()) as Order;
    const options = deadlineMs === undefined ? {} : { deadlineMs };
    let attempts = 0;
    const run = this.api.runDbInteraction(
      'ledger',
      async (transaction) => {
        attempts += 1;
        let rows: readonly SqlRow[] = [];
        if (isBatch === true) rows = (await transaction.executeBatch(statements.map((sql) => ({ sql })))).at(-1) ?? [];
        else {
          for (const sql of statements) await transaction.execute(sql);
          rows = await transaction.fetchAll();
        }
        if (attempts === 1) await sleep(pauseMs);
        if (end === 'throw') throw new RangeError('the module changed its mind');
        if (end === 'never') await new Promise(() => {});
        return rows;
      },
      options,
    );
    try {
      return { rows: await run, attempts };
    } catch (error) {
      return { thrown: error instanceof BoutonError ? `${error.code}: ${error.message}` : String(error) };
    }
  }
}
