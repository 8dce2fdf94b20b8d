import type { Timer } from '@bouton/runtime';
import { BoutonError, type ScheduledTask, type ScheduleTaskOptions, type TaskAction } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { isJsonObject } from '../lib/json-guards.ts';
import { randomLetters } from '../lib/random-id.ts';
import { TaskStore, type TaskOutcome } from './task-store.ts';

/** How many tasks run at once, as in Synapse. */
const MAX_RUNNING = 5;

/** How long a task is kept after it ended, and how often those are removed, in milliseconds. */
const KEPT_FOR = 7 * 24 * 60 * 60_000;
const CLEANUP_INTERVAL = 30 * 60_000;

/** How long nothing is tried again after the database refused to store what became of a task, in milliseconds. */
const RETRY_AFTER = 60_000;

/** Runs tasks that are stored: what a restart interrupts begins anew. */
export class TaskScheduler implements Disposable {
  readonly #context: HomeserverContext;
  readonly #store: TaskStore;
  readonly #actions = new Map<string, TaskAction>();
  readonly #running = new Map<string, Promise<void>>();
  #nextDue: Timer | undefined;
  #retry: Timer | undefined;
  #cleanup: Timer | undefined;
  #isStarted = false;

  constructor(context: HomeserverContext) {
    this.#context = context;
    this.#store = new TaskStore(context.database);
  }

  /** Says what the tasks of a name do. @throws {BoutonError} `BOUTON_TASK_ACTION` if that was said already. */
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
    for (const { action, tasks } of this.#store.pending()) {
      if (!this.#actions.has(action)) log.warn('Tasks wait for an action that no module registers', { action, tasks });
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

  /** Forgets a task. @throws {Error} If it runs, or there is none. */
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
    for (const timer of [this.#nextDue, this.#retry, this.#cleanup]) timer?.cancel();
  }

  #launch(): void {
    if (!this.#isStarted) return;
    const now = this.#context.clock.now();
    for (const task of this.#due(now)) this.#begin(task);
    this.#nextDue?.cancel();
    const next = this.#store.nextAfter(now);
    if (next !== undefined) this.#nextDue = this.#context.clock.setTimer(next - now, () => this.#launch());
  }

  /** The tasks that may begin now, first those that ran when the homeserver ended. */
  #due(now: number): ScheduledTask[] {
    const free = MAX_RUNNING - this.#running.size;
    if (free === 0) return [];
    const choice = { actions: [...this.#actions.keys()], without: [...this.#running.keys()] };
    const interrupted = this.#store.due({ ...choice, status: 'active', now: Infinity, limit: free });
    const limit = free - interrupted.length;
    return [...interrupted, ...this.#store.due({ ...choice, status: 'scheduled', now, limit })];
  }

  #begin(task: ScheduledTask): void {
    const { id, action } = task;
    const running = this.#run(task).then(
      () => {
        this.#running.delete(id);
        this.#launch();
      },
      (error: unknown) => {
        this.#running.delete(id);
        if (!this.#isStarted) return;
        this.#context.log.error('Cannot store what became of a task', { id, action, error });
        this.#retry ??= this.#context.clock.setTimer(RETRY_AFTER, () => {
          this.#retry = undefined;
          this.#launch();
        });
      },
    );
    this.#running.set(id, running);
  }

  async #run(task: ScheduledTask): Promise<void> {
    const { clock } = this.#context;
    const timestamp = clock.now();
    // It may have been cancelled meanwhile.
    if (!(await this.#store.activate(task.id, timestamp))) return;
    const outcome = await this.#outcome({ ...task, status: 'active', timestamp });
    if (this.#isStarted) await this.#store.end(task.id, clock.now(), outcome);
  }

  async #outcome(task: ScheduledTask): Promise<TaskOutcome> {
    const { id, action } = task;
    try {
      const result = (await this.#actions.get(action)?.(task)) ?? null;
      if (result !== null && !isJsonObject(result)) throw new TypeError(`The action ${action} returned no object`);
      return { status: 'complete', result: result && JSON.stringify(result), error: null };
    } catch (error) {
      if (this.#isStarted) this.#context.log.error('A task has failed', { id, action, error });
      return { status: 'failed', result: null, error: error instanceof Error ? error.message : String(error) };
    }
  }

  #cleanUp(): void {
    this.#store
      .removeEndedBefore(this.#context.clock.now() - KEPT_FOR)
      .catch((error: unknown) => this.#context.log.error('Cannot remove old tasks', { error }));
  }
}
