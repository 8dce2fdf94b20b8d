import { availableParallelism } from 'node:os';
import { SynapseError, type ThreadPool } from '@bouton/sdk';
import { Piscina } from 'piscina';
import type { Task, TaskOutcome } from './run-task.ts';

/** How long a thread waits for more before it ends, in milliseconds. */
const IDLE_TIMEOUT = 30_000;

const RUN_TASK = new URL(`./run-task${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href;

/** The threads of one module. None is started before something is to run in it. */
export class Threads implements AsyncDisposable {
  readonly #ownPool: ThreadPool = { maxThreads: availableParallelism() };
  readonly #pools = new Map<ThreadPool, Piscina>();
  #isDisposed = false;

  /**
   * Calls the default export of a file in a thread.
   *
   * @param pool In which threads; the module's own if it is left out.
   * @throws {SynapseError} If the function throws one.
   * @throws {Error} If the file cannot be imported, has no such function, the function throws, or the module has ended.
   */
  async run<T>(file: URL, args: readonly unknown[], pool: ThreadPool = this.#ownPool): Promise<T> {
    if (this.#isDisposed) throw new Error(`${file.href} cannot run: its module has ended`);
    const task: Task = { url: file.href, args };
    const outcome = (await this.#pool(pool).run(task)) as TaskOutcome;
    if ('refusal' in outcome) throw refusalError(outcome.refusal);
    return outcome.value as T;
  }

  /** Ends all threads; what runs in them is given up. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  #pool(pool: ThreadPool): Piscina {
    let threads = this.#pools.get(pool);
    if (threads === undefined) {
      const { maxThreads } = pool;
      if (!Number.isInteger(maxThreads) || maxThreads < 1) {
        throw new RangeError(`maxThreads must be a positive integer; got ${maxThreads}`);
      }
      threads = new Piscina({ filename: RUN_TASK, minThreads: 0, maxThreads, idleTimeout: IDLE_TIMEOUT });
      this.#pools.set(pool, threads);
    }
    return threads;
  }
}

type Refusal = Extract<TaskOutcome, { readonly refusal: unknown }>['refusal'];

function refusalError({ status, message, errcode, additionalFields, headers, stack }: Refusal): SynapseError {
  const error = new SynapseError(status, message, errcode, additionalFields, headers);
  return stack === undefined ? error : Object.assign(error, { stack });
}
