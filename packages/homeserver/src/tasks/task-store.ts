import type { JsonObject, ScheduledTask } from '@bouton/sdk';
import { deepFreeze } from '../events/deep-freeze.ts';
import type { Database } from '../storage/database.ts';

type Status = ScheduledTask['status'];

interface TaskRow {
  readonly id: string;
  readonly action: string;
  readonly status: Status;
  readonly timestamp: number;
  readonly resource_id: string | null;
  readonly params: string | null;
  readonly result: string | null;
  readonly error: string | null;
}

/** Tasks that will not run any more. */
const ENDED = "('complete', 'failed', 'cancelled')";

/** The tasks in the database. What changes them is durable once it resolves. */
export class TaskStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get(id: string): ScheduledTask | undefined {
    const row = this.#database.get<TaskRow>('SELECT * FROM scheduled_tasks WHERE id = ?', id);
    return row && toTask(row);
  }

  /** The tasks with a status whose time has come, the earliest first. */
  due(status: Status, now: number): ScheduledTask[] {
    const sql = 'SELECT * FROM scheduled_tasks WHERE status = ? AND timestamp <= ? ORDER BY timestamp, id';
    return this.#database.all<TaskRow>(sql, status, now).map((row) => toTask(row));
  }

  /** When the next task is to run whose time has not come; undefined where there is none. */
  nextAfter(now: number): number | undefined {
    const sql = "SELECT MIN(timestamp) AS next FROM scheduled_tasks WHERE status = 'scheduled' AND timestamp > ?";
    return this.#database.get<{ next: number | null }>(sql, now)?.next ?? undefined;
  }

  async add({ id, action, status, timestamp, resourceId, params }: ScheduledTask): Promise<void> {
    await this.#database.write(() =>
      this.#database.run(
        'INSERT INTO scheduled_tasks (id, action, status, timestamp, resource_id, params) VALUES (?, ?, ?, ?, ?, ?)',
        id,
        action,
        status,
        timestamp,
        resourceId,
        params === null ? null : JSON.stringify(params),
      ),
    );
  }

  /** Returns whether there is such a task. @throws {TypeError} For a result that cannot be written as JSON. */
  async setStatus(
    id: string,
    status: Status,
    timestamp: number,
    { result = null, error = null }: Partial<Pick<ScheduledTask, 'result' | 'error'>> = {},
  ): Promise<boolean> {
    const json = result === null ? null : JSON.stringify(result);
    const changed = await this.#database.write(() =>
      this.#database.run(
        'UPDATE scheduled_tasks SET status = ?, timestamp = ?, result = ?, error = ? WHERE id = ?',
        status,
        timestamp,
        json,
        error,
        id,
      ),
    );
    return changed > 0;
  }

  /** Removes a task unless it runs; returns whether it was there and did not. */
  async remove(id: string): Promise<boolean> {
    const sql = "DELETE FROM scheduled_tasks WHERE id = ? AND status <> 'active'";
    return (await this.#database.write(() => this.#database.run(sql, id))) > 0;
  }

  /** Removes the tasks that ended before a time. */
  async removeEndedBefore(time: number): Promise<void> {
    const condition = `status IN ${ENDED} AND timestamp < ?`;
    if (this.#database.get(`SELECT 1 FROM scheduled_tasks WHERE ${condition} LIMIT 1`, time) === undefined) return;
    await this.#database.write(() => this.#database.run(`DELETE FROM scheduled_tasks WHERE ${condition}`, time));
  }
}

function toTask({ resource_id: resourceId, params, result, ...row }: TaskRow): ScheduledTask {
  return deepFreeze({ ...row, resourceId, params: parse(params), result: parse(result) });
}

function parse(json: string | null): JsonObject | null {
  return json === null ? null : (JSON.parse(json) as JsonObject);
}
