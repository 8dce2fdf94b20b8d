import { BoutonError, type DatabaseTransaction, type DbInteractionOptions } from '@bouton/sdk';
import type { Database } from './database.ts';
import { ModuleConnection } from './module-connection.ts';
import { ModuleTransaction } from './module-transaction.ts';

const DEFAULT_DEADLINE = 30_000;

/** The longest that a timer of Node can wait, in milliseconds. */
const MAX_TIMEOUT = 2 ** 31 - 1;

interface OpenTransaction {
  readonly transaction: ModuleTransaction;
  readonly fail: (error: BoutonError) => void;
}

/**
 * Runs the transactions of modules, one at a time, through a connection of their own: the homeserver's reads see nothing of
 * them before they are committed, and its writes wait for their end.
 */
export class ModuleTransactions implements Disposable {
  readonly #database: Database;
  #connection: ModuleConnection | undefined;
  #open: OpenTransaction | undefined;
  #isDisposed = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Runs a function in a transaction that commits when it returns and rolls back when it throws. It is called once.
   *
   * @param options.deadlineMs In real time, from the beginning of the transaction.
   * @throws {BoutonError} `BOUTON_DATABASE`, `BOUTON_DATABASE_DEADLINE`, and what the function throws.
   */
  async run<T>(
    description: string,
    interaction: (transaction: DatabaseTransaction) => Promise<T>,
    { deadlineMs = DEFAULT_DEADLINE }: DbInteractionOptions = {},
  ): Promise<T> {
    if (!(deadlineMs > 0)) throw new RangeError(`A deadline must be more than 0 ms, got ${deadlineMs}`);
    if (this.#database.isWithinTurn()) {
      const message = `The transaction "${description}" cannot begin within another, which it would wait for`;
      throw new BoutonError('BOUTON_DATABASE', message);
    }
    using turn = await this.#database.takeTurn();
    if (this.#isDisposed) throw stopped(description);
    this.#connection ??= new ModuleConnection(this.#database.connect());
    const transaction = new ModuleTransaction(this.#connection, description);
    const { promise: failed, reject: fail } = Promise.withResolvers<never>();
    this.#open = { transaction, fail };
    const timer = setTimeout(() => this.#abort(tooLong(description, deadlineMs)), Math.min(deadlineMs, MAX_TIMEOUT));
    try {
      const result = await Promise.race([turn.run(async () => interaction(transaction)), failed]);
      transaction.commit();
      return result;
    } catch (error) {
      transaction.rollback();
      throw error;
    } finally {
      clearTimeout(timer);
      this.#open = undefined;
    }
  }

  /** Rolls back what is open, and lets nothing more begin. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#abort(new BoutonError('BOUTON_DATABASE', 'The transaction was rolled back: the homeserver stops'));
    this.#connection?.[Symbol.dispose]();
    this.#connection = undefined;
  }

  #abort(reason: BoutonError): void {
    this.#open?.transaction.rollback(reason);
    this.#open?.fail(reason);
  }
}

function stopped(description: string): BoutonError {
  return new BoutonError('BOUTON_DATABASE', `The transaction "${description}" cannot begin: the homeserver stops`);
}

function tooLong(description: string, deadlineMs: number): BoutonError {
  const message = `The transaction "${description}" took longer than ${deadlineMs} ms, and was rolled back`;
  return new BoutonError('BOUTON_DATABASE_DEADLINE', message);
}
