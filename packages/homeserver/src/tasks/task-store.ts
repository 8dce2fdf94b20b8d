import type { JsonObject, ScheduledTask } from '@bouton/sdk';
import { deepFreeze } from '@bouton/contract';
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

/** Which tasks are asked for. */
export interface DueChoice {
  readonly status: 'active' | 'scheduled';
  readonly now: number;
  readonly actions: readonly string[];
  /** The IDs of tasks that are left out. */
  readonly without: readonly string[];
  readonly limit: number;
}

/** What became of a task. */
export interface TaskOutcome {
  readonly status: 'complete' | 'failed';
  /** As JSON. */
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

  /** The tasks of the choice whose time has come, the earliest first. */
  due({ status, now, actions, without, limit }: DueChoice): ScheduledTask[] {
    const sql = `SELECT * FROM scheduled_tasks WHERE status = ? AND timestamp <= ?
      AND action IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT value FROM json_each(?))
      ORDER BY timestamp, id LIMIT ?`;
    return this.#database
      .all<TaskRow>(sql, status, now, JSON.stringify(actions), JSON.stringify(without), limit)
      .map((row) => toTask(row));
  }

  /** How many tasks have not ended, by action. */
  pending(): { readonly action: string; readonly tasks: number }[] {
    const sql = `SELECT action, COUNT(*) AS tasks FROM scheduled_tasks WHERE status NOT IN ${ENDED} GROUP BY action`;
    return this.#database.all(sql);
  }

  /** When the next task is to run whose time has not come; undefined if there is none. */
  nextAfter(now: number): number | undefined {
    const sql = "SELECT MIN(timestamp) AS next FROM scheduled_tasks WHERE status = 'scheduled' AND timestamp > ?";
    return this.#database.get<{ next: number | null }>(sql, now)?.next ?? undefined;
  }

  /** @throws {TypeError} For parameters that cannot be written as JSON. */
  async add({ id, action, status, timestamp, resourceId, params }: ScheduledTask): Promise<void> {
    const json = params === null ? null : JSON.stringify(params);
    const sql =
      'INSERT INTO scheduled_tasks (id, action, status, timestamp, resource_id, params) VALUES (?, ?, ?, ?, ?, ?)';
    await this.#database.write(() => this.#database.run(sql, id, action, status, timestamp, resourceId, json));
  }

  /** The task begins to run. Returns whether there is such a task. */
  async activate(id: string, timestamp: number): Promise<boolean> {
    const sql = "UPDATE scheduled_tasks SET status = 'active', timestamp = ? WHERE id = ?";
    return (await this.#database.write(() => this.#database.run(sql, timestamp, id))) > 0;
  }

  /** The task has ended. */
  async end(id: string, timestamp: number, { status, result, error }: TaskOutcome): Promise<void> {
    const sql = 'UPDATE scheduled_tasks SET status = ?, timestamp = ?, result = ?, error = ? WHERE id = ?';
    await this.#database.write(() => this.#database.run(sql, status, timestamp, result, error, id));
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
