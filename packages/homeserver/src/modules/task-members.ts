import type { HostPort } from '@bouton/runtime';
import type { TaskScheduler } from '../tasks/task-scheduler.ts';

/** The members of the `ModuleApi` that are about tasks. */
export type TaskMembers = Required<
  Pick<HostPort, 'registerTaskAction' | 'scheduleTask' | 'getScheduledTask' | 'cancelScheduledTask'>
>;

/** What modules can do with tasks that outlive a restart. */
export function taskMembers(tasks: TaskScheduler): TaskMembers {
  return {
    registerTaskAction: (action, run) => tasks.register(action, run),
    scheduleTask: (action, options) => tasks.schedule(action, options),
    getScheduledTask: async (id) => tasks.get(id),
    cancelScheduledTask: (id) => tasks.cancel(id),
  };
}
