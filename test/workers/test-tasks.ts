import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Deployment } from './deployment.ts';
import { askModule, callMember } from './module-client.ts';
import { PROCESSES, type ProcessName } from './synapse-config.ts';

const ERRAND = 'org.example.errand';
const LONG_ERRAND = 'org.example.long_errand';
const ID: unknown = expect.stringMatching(/^[A-Za-z]{16}$/);

/** Tests the members about tasks through each process of a deployment. The process `two` runs the tasks. */
export function testTasks(of: () => Deployment): void {
  const call = (name: ProcessName, member: string, ...args: unknown[]): Promise<unknown> =>
    callMember(of().urlOf(name), member, ...args);
  const get = (id: unknown): Promise<unknown[]> =>
    Promise.all(PROCESSES.map((name) => call(name, 'getScheduledTask', id)));
  /** How often a task began in the Node host of each process, or in the one that they share. */
  const timesBegun = async (id: unknown): Promise<readonly number[]> => {
    const urls = of().isShared ? [of().url] : PROCESSES.map((name) => of().urlOf(name));
    const begun = await Promise.all(urls.map((url) => askModule(url, 'errands/begun')));
    return begun.map((ids) => (ids as unknown[]).filter((each) => each === id).length);
  };
  const inTheOneForTasks = (times: number): readonly number[] => (of().isShared ? [times] : [0, 0, times]);

  describe('tasks with workers', () => {
    test.each(PROCESSES)(
      '`scheduleTask()` through the process %s runs a task once, in the process for background tasks',
      async (name) => {
        const params = { for: name };
        const id = await call(name, 'scheduleTask', ERRAND, { resourceId: 'a', params });
        expect(id).toEqual(ID);
        const result = { ranIn: 'two', did: params };
        const finished = { id, action: ERRAND, status: 'complete', resourceId: 'a', params, result, error: null };
        const wanted = PROCESSES.map(() => ({ ...finished, timestamp: expect.any(Number) }));
        await expect.poll(() => get(id)).toEqual(wanted);
        expect(await timesBegun(id)).toEqual(inTheOneForTasks(1));
      },
    );

    test.each([
      ['main', 'one'],
      ['one', 'two'],
      ['two', 'main'],
    ] as const)('`cancelScheduledTask()` forgets what was scheduled through %s, through %s', async (first, second) => {
      const timestamp = Date.now() + 3_600_000;
      const id = await call(first, 'scheduleTask', ERRAND, { timestamp });
      const scheduled = { id, action: ERRAND, status: 'scheduled', timestamp, resourceId: null, params: null };
      expect(await get(id)).toEqual(PROCESSES.map(() => ({ ...scheduled, result: null, error: null })));
      expect(await call(second, 'cancelScheduledTask', id)).toBeUndefined();
      expect(await get(id)).toEqual(PROCESSES.map(() => null));
      expect(await call(second, 'cancelScheduledTask', id)).toBe(`Error: There is no task ${String(id)}`);
    });

    test('many tasks that are scheduled one soon after the other run once each', async () => {
      const ids: unknown[] = [];
      for (let nth = 0; nth < 40; nth += 1) {
        ids.push(await call(PROCESSES[nth % PROCESSES.length] ?? 'main', 'scheduleTask', ERRAND));
      }
      const begun = async (): Promise<readonly number[]> =>
        (await Promise.all(ids.map((id) => timesBegun(id)))).map((times) => times.reduce((a, b) => a + b));
      await expect.poll(begun, { interval: 300 }).not.toContain(0);
      // Those that Synapse begins anew have begun by now.
      await sleep(300);
      expect(await begun()).toEqual(ids.map(() => 1));
    });

    test('a task that runs when its Synapse process is killed is run again, or goes on in a shared host', async () => {
      const params = { long: true };
      const id = await call('main', 'scheduleTask', LONG_ERRAND, { params });
      await expect.poll(() => timesBegun(id)).toEqual(inTheOneForTasks(1));
      for (const name of PROCESSES) {
        const refused = `Error: Task ${String(id)} runs, and cannot be cancelled`;
        expect(await call(name, 'cancelScheduledTask', id)).toBe(refused);
      }
      await of().restartSynapse('two', 'SIGKILL');
      expect(await get(id)).toEqual(PROCESSES.map(() => expect.objectContaining({ status: 'active' })));
      // Synapse looks for such tasks once a minute, and whenever a task is to run at once.
      const next = await call('one', 'scheduleTask', ERRAND);
      await expect.poll(() => timesBegun(next)).toEqual(inTheOneForTasks(1));
      await askModule(of().urlOf('two'), 'errands/end');
      const finished = { status: 'complete', result: { ranIn: 'two', did: params } };
      await expect.poll(() => get(id)).toEqual(PROCESSES.map(() => expect.objectContaining(finished)));
      expect(await timesBegun(id)).toEqual(inTheOneForTasks(1));
    });
  });
}
