import { RecordingLogger } from '../../../testing/src/standalone/recording-logger.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScheduledTask, TaskAction } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { failure, testRooms, type TestRooms } from '../rooms/test/test-rooms.ts';
import { TaskScheduler } from './task-scheduler.ts';

const WEEK = 7 * 24 * 60 * 60_000;

async function start(actions: Readonly<Record<string, TaskAction>>, path?: string) {
  const rooms: TestRooms = await testRooms({}, path);
  const log = new RecordingLogger();
  const tasks = new TaskScheduler({ ...rooms.context, log });
  for (const [name, run] of Object.entries(actions)) tasks.register(name, run);
  return {
    tasks,
    clock: rooms.clock,
    database: rooms.context.database,
    log,
    [Symbol.dispose]: () => {
      tasks[Symbol.dispose]();
      rooms[Symbol.dispose]();
    },
  };
}

function temporaryFile() {
  const folder = mkdtempSync(join(tmpdir(), 'bouton-'));
  return { path: join(folder, 'test.db'), [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

describe('TaskScheduler', () => {
  test('`schedule()` runs a task as soon as possible, and keeps its result', async () => {
    const seen: ScheduledTask[] = [];
    using started = await start({
      greet: (task) => {
        seen.push(task);
        return { hello: task.params?.['name'] ?? null };
      },
    });
    const { tasks, clock } = started;
    tasks.start();
    const id = await tasks.schedule('greet', { resourceId: '!room:test', params: { name: 'Bob' } });
    await tasks.idle();
    const task = { id, action: 'greet', timestamp: clock.now(), resourceId: '!room:test', params: { name: 'Bob' } };
    expect(seen).toEqual([{ ...task, status: 'active', result: null, error: null }]);
    expect(tasks.get(id)).toEqual({ ...task, status: 'complete', result: { hello: 'Bob' }, error: null });
    expect(tasks.get('nothing')).toBeNull();
  });

  test('`schedule()` runs a task when its time comes, the earliest first', async () => {
    const order: unknown[] = [];
    using started = await start({ note: ({ resourceId }) => void order.push([resourceId, started.clock.now()]) });
    const { tasks, clock } = started;
    const now = clock.now();
    await tasks.schedule('note', { resourceId: 'late', timestamp: now + 2000 });
    tasks.start();
    await tasks.schedule('note', { resourceId: 'early', timestamp: now + 500 });
    await clock.advance(499);
    await tasks.idle();
    expect(order).toEqual([]);
    await clock.advance(1);
    await tasks.idle();
    await clock.advance(1500);
    await tasks.idle();
    expect(order).toEqual([
      ['early', now + 500],
      ['late', now + 2000],
    ]);
  });

  test('`schedule()` keeps why a task failed', async () => {
    using started = await start({
      throw: () => {
        throw new Error('too bad');
      },
      circle: () => {
        const circle: { self?: never } = {};
        circle.self = circle as never;
        return circle;
      },
      text: () => 'text' as never,
    });
    const { tasks } = started;
    tasks.start();
    const ids = await Promise.all(['throw', 'circle', 'text'].map((action) => tasks.schedule(action)));
    await tasks.idle();
    expect(ids.map((id) => [tasks.get(id)?.status, tasks.get(id)?.error?.split('\n')[0]])).toEqual([
      ['failed', 'too bad'],
      ['failed', 'Converting circular structure to JSON'],
      ['failed', 'The action text returned no object'],
    ]);
  });

  test('`schedule()` runs five tasks at once, and the next when one has ended', async () => {
    let running = 0;
    const most: number[] = [];
    const gates = Array.from({ length: 12 }, () => Promise.withResolvers<void>());
    using started = await start({
      wait: async ({ params }) => {
        most.push((running += 1));
        await gates[Number(params?.['n'])]?.promise;
        running -= 1;
      },
    });
    const { tasks } = started;
    tasks.start();
    for (let n = 0; n < 12; n += 1) await tasks.schedule('wait', { params: { n } });
    for (const { resolve } of gates) resolve();
    await tasks.idle();
    expect([most.length, Math.max(...most)]).toEqual([12, 5]);
  });

  test('`schedule()` keeps the parameters as they are when it is called', async () => {
    using started = await start({ note: () => undefined });
    const { tasks } = started;
    const params = { n: 1 };
    const first = tasks.schedule('note', { params });
    params.n = 2;
    const second = tasks.schedule('note', { params });
    expect([tasks.get(await first)?.params, tasks.get(await second)?.params]).toEqual([{ n: 1 }, { n: 2 }]);
    await expect(tasks.schedule('note', { params: { big: 1n as never } })).rejects.toThrow(TypeError);
  });

  test('`start()` makes its way through many tasks that are due', async () => {
    let ran = 0;
    using started = await start({ count: () => void (ran += 1) });
    const { tasks, database } = started;
    await database.write(() =>
      database.run(
        `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 3000)
         INSERT INTO scheduled_tasks (id, action, status, timestamp, params)
         SELECT 'task' || n, 'count', 'scheduled', n, '{"n":1}' FROM numbers`,
      ),
    );
    tasks.start();
    await tasks.idle();
    expect(ran).toBe(3000);
  });

  test('a task whose end cannot be stored runs again a minute later', async () => {
    let ran = 0;
    using started = await start({ count: () => void (ran += 1) });
    const { tasks, clock, database, log } = started;
    database.execute(`CREATE TRIGGER full BEFORE UPDATE ON scheduled_tasks WHEN new.status = 'complete'
      BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
    tasks.start();
    const id = await tasks.schedule('count');
    await tasks.idle();
    expect([ran, tasks.get(id)?.status, log.lines]).toEqual([
      1,
      'active',
      ['error: Cannot store what became of a task'],
    ]);
    database.execute('DROP TRIGGER full');
    await clock.advance(60_000);
    await tasks.idle();
    expect([ran, tasks.get(id)?.status]).toEqual([2, 'complete']);
  });

  test('`register()` and `schedule()` refuse what they do not know', async () => {
    using started = await start({ known: () => undefined });
    const { tasks } = started;
    expect(() => tasks.register('known', () => undefined)).toThrow('The task action known is registered twice');
    await expect(tasks.schedule('unknown')).rejects.toMatchObject({
      code: 'BOUTON_TASK_ACTION',
      message: 'No module registered the task action unknown',
    });
    expect(await failure(tasks.schedule('known', { timestamp: Number.NaN }))).toBe(
      'RangeError: A task cannot run at NaN',
    );
  });

  test('`cancel()` forgets a task that does not run', async () => {
    const gate = Promise.withResolvers<void>();
    const ran: string[] = [];
    using started = await start({
      wait: () => gate.promise,
      note: ({ id }) => void ran.push(id),
    });
    const { tasks, clock } = started;
    tasks.start();
    const cancelled = await tasks.schedule('note', { timestamp: clock.now() + 10 });
    const active = await tasks.schedule('wait');
    await tasks.cancel(cancelled);
    expect(await failure(tasks.cancel(cancelled))).toBe(`Error: There is no task ${cancelled}`);
    expect(await failure(tasks.cancel(active))).toBe(`Error: Task ${active} runs, and cannot be cancelled`);
    await clock.advance(20);
    gate.resolve();
    await tasks.idle();
    expect([ran, tasks.get(cancelled), tasks.get(active)?.status]).toEqual([[], null, 'complete']);
  });

  test('tasks are forgotten a week after they ended', async () => {
    using started = await start({ note: () => undefined });
    const { tasks, clock } = started;
    tasks.start();
    const id = await tasks.schedule('note');
    await tasks.idle();
    await clock.advance(WEEK - 1);
    expect(tasks.get(id)?.status).toBe('complete');
    await clock.advance(60 * 60_000);
    expect(tasks.get(id)).toBeNull();
  });

  test('`start()` runs what waited for a restart, and what was interrupted by it once more', async () => {
    using file = temporaryFile();
    const ids: string[] = [];
    let now: number;
    {
      using first = await start({ wait: () => new Promise(() => {}), later: () => undefined }, file.path);
      first.tasks.start();
      ids.push(await first.tasks.schedule('wait'));
      ids.push(await first.tasks.schedule('later', { timestamp: first.clock.now() + 1000 }));
      now = first.clock.now();
    }
    const ran: unknown[] = [];
    const note: TaskAction = ({ id, action, status }) => void ran.push([id, action, status]);
    using second = await start({ wait: note, later: note }, file.path);
    expect(ids.map((id) => second.tasks.get(id)?.status)).toEqual(['active', 'scheduled']);
    await second.clock.advance(Math.max(0, now + 1000 - second.clock.now()));
    second.tasks.start();
    await second.tasks.idle();
    expect(ran).toEqual([
      [ids[0], 'wait', 'active'],
      [ids[1], 'later', 'active'],
    ]);
    expect(ids.map((id) => second.tasks.get(id)?.status)).toEqual(['complete', 'complete']);
  });

  test('a task waits for its action, and holds up no other', async () => {
    using file = temporaryFile();
    const ran: string[] = [];
    {
      using first = await start({ gone: () => undefined }, file.path);
      await first.tasks.schedule('gone');
    }
    {
      using second = await start({ note: ({ action }) => void ran.push(action) }, file.path);
      second.tasks.start();
      await second.tasks.schedule('note');
      await second.tasks.idle();
    }
    using third = await start({ gone: ({ action }) => void ran.push(action) }, file.path);
    third.tasks.start();
    await third.tasks.idle();
    expect(ran).toEqual(['note', 'gone']);
  });
});
