import { Module, WebResource, type JsonValue, type ModuleApi, type ScheduledTask } from '@bouton/sdk';
import { TASKS_PATH, TASK_ACTION } from './paths.ts';

/** Has tasks run. */
@Module()
export class TaskModule {
  readonly #api: ModuleApi;
  readonly #ran: ScheduledTask[] = [];

  constructor(_config: unknown, api: ModuleApi) {
    this.#api = api;
    api.registerTaskAction(TASK_ACTION, (task) => {
      this.#ran.push(task);
      if (task.params?.['fail'] === true) throw new Error('It went wrong');
      return { reminded: task.resourceId };
    });
  }

  /** The tasks of a resource that have run. */
  @WebResource(`${TASKS_PATH}/ran`)
  ran(request: Request): JsonValue {
    const resource = new URL(request.url).searchParams.get('resource');
    const ran = this.#ran.filter(({ resourceId }) => resourceId === resource);
    return ran.map(({ action, params }) => ({ action, params }));
  }

  /** Registers an action when it is too late. */
  @WebResource(`${TASKS_PATH}/late`)
  late(): JsonValue {
    try {
      this.#api.registerTaskAction('org.example.late', () => undefined);
      return null;
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : null;
    }
  }
}
