/**
 * Runs the tasks of one key one after another, in the order in which they come. Tasks of different keys run side by side.
 * What is read and then written needs this: two tasks that read the same and then write would undo each other.
 */
export class Turns<Key> {
  /** The last task of each key that is not done yet. */
  readonly #last = new Map<Key, Promise<unknown>>();

  /** Runs a task when all earlier ones of its key are done, whatever became of them; gives what the task gives. */
  async run<Result>(key: Key, task: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key);
    const turn = before === undefined ? task() : before.then(task, task);
    this.#last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
