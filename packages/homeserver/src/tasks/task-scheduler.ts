import type { Timer } from '@bouton/runtime';
import { BoutonError, type ScheduledTask, type ScheduleTaskOptions, type TaskAction } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { isJsonObject } from '../events/json-guards.ts';
import { randomLetters } from '../users/random-id.ts';
import { TaskStore } from './task-store.ts';

/** How many tasks run at once, as in Synapse. */
const MAX_RUNNING = 5;

/** How long a task is kept after it ended, and how often those are removed, in milliseconds. */
const KEPT_FOR = 7 * 24 * 60 * 60_000;
const CLEANUP_INTERVAL = 30 * 60_000;

/** Runs tasks that are stored: what a restart interrupts begins anew. */
export class TaskScheduler implements Disposable {
  readonly #context: HomeserverContext;
  readonly #store: TaskStore;
  readonly #actions = new Map<string, TaskAction>();
  readonly #running = new Map<string, Promise<void>>();
  #nextDue: Timer | undefined;
  #cleanup: Timer | undefined;
  #isStarted = false;

  constructor(context: HomeserverContext) {
    this.#context = context;
    this.#store = new TaskStore(context.database);
  }

  /** Says what the tasks of a name do. @throws {BoutonError} `BOUTON_TASK_ACTION` where that was said already. */
  register(action: string, run: TaskAction): void {
    if (this.#actions.has(action)) {
      throw new BoutonError('BOUTON_TASK_ACTION', `The task action ${action} is registered twice`);
    }
    this.#actions.set(action, run);
  }

  /** Begins to run tasks, first those that ran when the homeserver ended. All actions are registered. */
  start(): void {
    const { clock, log } = this.#context;
    this.#isStarted = true;
    for (const { id, action } of [...this.#store.due('active', Infinity), ...this.#store.due('scheduled', Infinity)]) {
      if (!this.#actions.has(action)) log.warn('A task waits for an action that no module registers', { id, action });
    }
    this.#launch();
    this.#cleanUp();
    const repeat = (): void => {
      this.#cleanup = clock.setTimer(CLEANUP_INTERVAL, () => {
        this.#cleanUp();
        repeat();
      });
    };
    repeat();
  }

  /** Stores a task, and returns its ID. @throws {BoutonError} `BOUTON_TASK_ACTION` for an unknown action. */
  async schedule(action: string, options: ScheduleTaskOptions = {}): Promise<string> {
    const { timestamp, resourceId = null, params = null } = options;
    if (!this.#actions.has(action)) {
      throw new BoutonError('BOUTON_TASK_ACTION', `No module registered the task action ${action}`);
    }
    const now = this.#context.clock.now();
    const dueAt = Math.max(timestamp ?? now, now);
    if (!Number.isFinite(dueAt)) throw new RangeError(`A task cannot run at ${timestamp}`);
    const id = randomLetters(16);
    const state = { status: 'scheduled', result: null, error: null } as const;
    await this.#store.add({ id, action, timestamp: Math.floor(dueAt), resourceId, params, ...state });
    this.#launch();
    return id;
  }

  get(id: string): ScheduledTask | null {
    return this.#store.get(id) ?? null;
  }

  /** Forgets a task. @throws {Error} Where it runs, or there is none. */
  async cancel(id: string): Promise<void> {
    if (await this.#store.remove(id)) return;
    throw new Error(
      this.#store.get(id) === undefined ? `There is no task ${id}` : `Task ${id} runs, and cannot be cancelled`,
    );
  }

  /** Resolves when no task runs, and none is due. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** Begins no more tasks. Those that run are not waited for: they begin anew after the next start. */
  [Symbol.dispose](): void {
    this.#isStarted = false;
    this.#nextDue?.cancel();
    this.#cleanup?.cancel();
  }

  #launch(): void {
    if (!this.#isStarted) return;
    const now = this.#context.clock.now();
    for (const task of [...this.#store.due('active', Infinity), ...this.#store.due('scheduled', now)]) {
      if (this.#running.size >= MAX_RUNNING) return;
      const run = this.#actions.get(task.action);
      if (run === undefined || this.#running.has(task.id)) continue;
      const running = this.#run(task, run)
        .catch((error: unknown) => this.#context.log.error('Cannot store what became of a task', { ...task, error }))
        .finally(() => {
          this.#running.delete(task.id);
          this.#launch();
        });
      this.#running.set(task.id, running);
    }
    this.#nextDue?.cancel();
    const next = this.#store.nextAfter(now);
    if (next !== undefined) this.#nextDue = this.#context.clock.setTimer(next - now, () => this.#launch());
  }

  async #run(task: ScheduledTask, run: TaskAction): Promise<void> {
    const { clock, log } = this.#context;
    const timestamp = clock.now();
    // It may have been cancelled meanwhile.
    if (!(await this.#store.setStatus(task.id, 'active', timestamp))) return;
    try {
      const result = (await run({ ...task, status: 'active', timestamp })) ?? null;
      if (result !== null && !isJsonObject(result)) throw new TypeError(`The action ${task.action} returned no object`);
      if (this.#isStarted) await this.#store.setStatus(task.id, 'complete', clock.now(), { result });
    } catch (error) {
      log.error('A task has failed', { id: task.id, action: task.action, error });
      const message = error instanceof Error ? error.message : String(error);
      if (this.#isStarted) await this.#store.setStatus(task.id, 'failed', clock.now(), { error: message });
    }
  }

  #cleanUp(): void {
    this.#store
      .removeEndedBefore(this.#context.clock.now() - KEPT_FOR)
      .catch((error: unknown) => this.#context.log.error('Cannot remove old tasks', { error }));
  }
}
