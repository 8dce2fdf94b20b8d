import type { HostPort } from '@bouton/runtime';
import { BoutonError, type JsonObject, type Logger, type ScheduledTask, type TaskAction } from '@bouton/sdk';
import { deepFreeze } from '@bouton/contract';
import type { CallSynapse } from './remote-members.ts';

/** What came of a task, as it stands on the wire. */
export type TaskOutcome = { readonly result: JsonObject | null } | { readonly error: string };

/** The members of `ModuleApi` about tasks. */
type TaskMembers = Pick<
  Required<HostPort>,
  'registerTaskAction' | 'scheduleTask' | 'getScheduledTask' | 'cancelScheduledTask'
>;

/** The tasks of one item: Synapse keeps them, and says when they are to run. */
export class RemoteTasks {
  readonly members: TaskMembers;
  readonly #actions = new Map<string, TaskAction>();
  readonly #running = new Map<string, Promise<TaskOutcome>>();
  readonly #log: Logger;

  /** @param ask Asks Synapse, by the methods of the protocol. */
  constructor(ask: CallSynapse, log: Logger) {
    this.#log = log;
    this.members = {
      registerTaskAction: (action, run) => this.#register(action, run),
      scheduleTask: async (action, { timestamp = null, resourceId = null, params = null } = {}) => {
        const id = await ask('task.schedule', action, timestamp, resourceId, params);
        if (typeof id === 'string') return id;
        throw new BoutonError('BOUTON_TASK_ACTION', `No module registered the task action ${action}`);
      },
      getScheduledTask: async (id) => deepFreeze((await ask('task.get', id)) as ScheduledTask | null),
      cancelScheduledTask: async (id) => void (await ask('task.cancel', id)),
    };
  }

  /** The names of the actions that the modules registered. */
  get actions(): readonly string[] {
    return [...this.#actions.keys()];
  }

  /** Does what a task is about. One that runs already, for a Synapse process that is gone, is not begun again. */
  run(task: ScheduledTask): Promise<TaskOutcome> {
    const running = this.#running.get(task.id) ?? this.#begin(task).finally(() => this.#running.delete(task.id));
    this.#running.set(task.id, running);
    return running;
  }

  async #begin(task: ScheduledTask): Promise<TaskOutcome> {
    try {
      const action = this.#actions.get(task.action);
      if (action === undefined) throw new Error(`No module registered the task action ${task.action}`);
      return { result: (await action(deepFreeze(task))) ?? null };
    } catch (error) {
      this.#log.error(`The task ${task.id} (${task.action}) failed`, { error });
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  #register(action: string, run: TaskAction): void {
    if (this.#actions.has(action)) {
      throw new BoutonError('BOUTON_TASK_ACTION', `The task action ${action} is registered twice`);
    }
    this.#actions.set(action, run);
  }
}
