import type { JsonObject, JsonObjectLike } from './json.ts';
import type { MaybePromise } from './maybe-promise.ts';

/** A task that the homeserver remembers, and runs even if it was restarted meanwhile. */
export interface ScheduledTask {
  readonly id: string;
  /** The name under which what it does was registered. */
  readonly action: string;
  readonly status: 'scheduled' | 'active' | 'complete' | 'failed' | 'cancelled';
  /** When it is to run, in milliseconds since the epoch; of one that began to, when its status changed last. */
  readonly timestamp: number;
  /** What it is about: a room ID, a user ID. */
  readonly resourceId: string | null;
  readonly params: JsonObject | null;
  /** What the action answered. */
  readonly result: JsonObject | null;
  /** Why it failed. */
  readonly error: string | null;
}

/** When and with what `ModuleApi.scheduleTask` schedules a task. */
export interface ScheduleTaskOptions {
  /** In milliseconds since the epoch; as soon as possible if it is left out. */
  readonly timestamp?: number;
  readonly resourceId?: string;
  readonly params?: JsonObjectLike;
}

/** What a task does. What it returns is kept as the task's result; if it throws, the task has failed. */
export type TaskAction = (task: ScheduledTask) => MaybePromise<JsonObjectLike | void>;
