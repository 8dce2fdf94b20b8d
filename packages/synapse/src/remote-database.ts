import type { HostPort } from '@bouton/runtime';
import { BoutonError, type DatabaseTransaction } from '@bouton/sdk';
import type { CallSynapse } from './remote-members.ts';
import { RemoteTransaction, type StatementAnswer } from './remote-transaction.ts';

const DEFAULT_DEADLINE_MS = 30_000;

/** How a transaction ended. */
type End = { readonly end: 'committed' | 'rolledBack' | 'deadline' } | { readonly end: 'refused'; message: string };
type CommitAnswer = { readonly over: true } | { readonly refused: string } | { readonly restart: number };

/** How many transactions this process began: each has a number. */
let begun = 0;

/**
 * Transactions on Synapse's database.
 *
 * @param pin Gives what asks one Synapse process by the methods of the protocol, the same for a whole transaction.
 */
export function databaseMembers(
  engine: 'sqlite' | 'postgres',
  pin: () => CallSynapse,
): Pick<Required<HostPort>, 'runDbInteraction'> {
  return {
    runDbInteraction: async (description, interaction, { deadlineMs = DEFAULT_DEADLINE_MS } = {}) => {
      if (!(deadlineMs > 0 && deadlineMs < Infinity)) {
        throw new RangeError(`The deadline of a transaction is ${deadlineMs} ms; a positive number is wanted`);
      }
      const ask = pin();
      const number = ++begun;
      const over = ask('db.begin', number, description, deadlineMs) as Promise<End>;
      return new RemoteInteraction(engine, ask, number, over, deadlineMs).run(interaction);
    },
  };
}

/** One call of `runDbInteraction`, of as many attempts as the database asks for. */
class RemoteInteraction {
  readonly #engine: 'sqlite' | 'postgres';
  readonly #ask: CallSynapse;
  readonly #number: number;
  readonly #over: Promise<End>;
  readonly #deadlineMs: number;
  /** Rejects when the transaction is over; for those who count on it. */
  readonly #end: Promise<never>;

  constructor(engine: 'sqlite' | 'postgres', ask: CallSynapse, number: number, over: Promise<End>, deadlineMs: number) {
    this.#engine = engine;
    this.#ask = ask;
    this.#number = number;
    this.#over = over;
    this.#deadlineMs = deadlineMs;
    this.#end = over.then((end) => {
      throw this.#errorOf(end);
    });
    this.#end.catch(() => undefined);
  }

  async run<T>(interaction: (transaction: DatabaseTransaction) => Promise<T>): Promise<T> {
    let attempt = 1;
    for (;;) {
      const transaction = this.#transaction(attempt);
      const outcome = await Promise.race([settle(interaction, transaction), this.#end]);
      const restart = transaction.restart ?? (await this.#finish(attempt, outcome));
      if (restart === undefined) {
        if (outcome.status === 'rejected') throw outcome.reason;
        return outcome.value;
      }
      attempt = restart;
    }
  }

  #transaction(attempt: number): RemoteTransaction {
    return new RemoteTransaction(this.#engine, async (statements) => {
      const answer = this.#ask('db.execute', this.#number, attempt, statements);
      const found = (await Promise.race([answer, this.#end])) as StatementAnswer | { readonly over: true };
      return 'over' in found ? this.#end : found;
    });
  }

  /** Ends an attempt as it came out; resolves to the next attempt, if there is to be one. */
  async #finish(attempt: number, outcome: PromiseSettledResult<unknown>): Promise<number | undefined> {
    if (outcome.status === 'rejected') {
      await this.#rollBack(attempt);
      return undefined;
    }
    const answer = (await this.#ask('db.commit', this.#number, attempt)) as CommitAnswer;
    if ('restart' in answer) return answer.restart;
    if ('refused' in answer) {
      await this.#rollBack(attempt);
      throw new BoutonError('BOUTON_DATABASE', answer.refused);
    }
    const end = await this.#over;
    if (end.end !== 'committed') throw this.#errorOf(end);
    return undefined;
  }

  async #rollBack(attempt: number): Promise<void> {
    // If the connection has ended, Synapse rolls back by itself.
    await this.#ask('db.rollback', this.#number, attempt).catch(() => undefined);
  }

  #errorOf(end: End): BoutonError {
    if (end.end === 'refused') return new BoutonError('BOUTON_DATABASE', end.message);
    if (end.end !== 'deadline') return new BoutonError('BOUTON_DATABASE', 'The transaction is over');
    return new BoutonError('BOUTON_DATABASE_DEADLINE', `The transaction took longer than ${this.#deadlineMs} ms`);
  }
}

async function settle<T>(
  interaction: (transaction: DatabaseTransaction) => Promise<T>,
  transaction: DatabaseTransaction,
): Promise<PromiseSettledResult<T>> {
  try {
    return { status: 'fulfilled', value: await interaction(transaction) };
  } catch (reason) {
    return { status: 'rejected', reason };
  }
}
