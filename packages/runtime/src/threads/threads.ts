import { availableParallelism } from 'node:os';
import type { ThreadPool } from '@bouton/sdk';
import { Piscina } from 'piscina';
import type { Task } from './run-task.ts';

/** How long a thread waits for more before it ends, in milliseconds. */
const IDLE_TIMEOUT = 30_000;

const RUN_TASK = new URL(`./run-task${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href;

/** The threads of one module. None is started before something is to run in it. */
export class Threads implements AsyncDisposable {
  readonly #ownPool: ThreadPool = { maxThreads: availableParallelism() };
  readonly #pools = new Map<ThreadPool, Piscina>();

  /**
   * Calls the default export of a file in a thread.
   *
   * @param pool In which threads; the module's own where it is left out.
   * @throws {Error} Where the file cannot be imported, has no such function, or the function throws.
   */
  async run<T>(file: URL, args: readonly unknown[], pool: ThreadPool = this.#ownPool): Promise<T> {
    const task: Task = { url: file.href, args };
    return (await this.#pool(pool).run(task)) as T;
  }

  /** Ends all threads; what runs in them is given up. */
  async [Symbol.asyncDispose](): Promise<void> {
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  #pool(pool: ThreadPool): Piscina {
    let threads = this.#pools.get(pool);
    if (threads === undefined) {
      const { maxThreads } = pool;
      threads = new Piscina({ filename: RUN_TASK, minThreads: 0, maxThreads, idleTimeout: IDLE_TIMEOUT });
      this.#pools.set(pool, threads);
    }
    return threads;
  }
}
