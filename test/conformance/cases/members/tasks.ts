import type { JsonValue } from '@bouton/sdk';
import { expect, vi } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { TASK_ACTION, TASKS_PATH } from '../../modules/paths.ts';
import { API_MODULE, callApi } from '../../support/api.ts';

const setup = { modules: [API_MODULE, { module: './tasks.ts#TaskModule' }] } as const;

/** The tasks of a resource that have run. */
async function ranFor(host: ConformanceHost, resource: string): Promise<JsonValue> {
  const query = new URLSearchParams({ resource: host.localpart(resource) });
  return (await (await host.fetch(`${TASKS_PATH}/ran?${query.toString()}`)).json()) as JsonValue;
}

/** Resolves to a task when it has ended. */
async function ended(host: ConformanceHost, id: JsonValue): Promise<JsonValue> {
  return vi.waitFor(
    async () => {
      await host.elapse(100);
      const task = await callApi(host, 'getScheduledTask', id);
      expect(task).toMatchObject({ status: expect.stringMatching(/^(?:complete|failed)$/) });
      return task;
    },
    { timeout: 8000 },
  );
}

/** What modules can do with tasks. */
export const taskMemberCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'bouton.scheduleTask',
    title: 'runs as soon as possible, and keeps what it answers',
    run: async (host) => {
      const resourceId = host.localpart('alice');
      const id = await callApi(host, 'scheduleTask', TASK_ACTION, { resourceId, params: { mark: 1 } });
      expect(await ended(host, id)).toEqual({
        id,
        action: TASK_ACTION,
        status: 'complete',
        timestamp: expect.closeTo(Number(await callApi(host, 'getCurrentTimeMsec')), -4),
        resourceId,
        params: { mark: 1 },
        result: { reminded: resourceId },
        error: null,
      });
      expect(await ranFor(host, 'alice')).toEqual([{ action: TASK_ACTION, params: { mark: 1 } }]);
    },
  },
  {
    ...setup,
    callback: 'bouton.scheduleTask',
    title: 'refuses actions that nobody registered',
    run: async (host) => {
      await expect(callApi(host, 'scheduleTask', 'org.example.unknown')).rejects.toThrow(/^BoutonError: /);
    },
  },
  {
    ...setup,
    callback: 'bouton.getScheduledTask',
    title: 'says why a task failed; null for unknown ones',
    run: async (host) => {
      const id = await callApi(host, 'scheduleTask', TASK_ACTION, { params: { fail: true } });
      expect(await ended(host, id)).toMatchObject({ status: 'failed', result: null, error: 'It went wrong' });
      expect(await callApi(host, 'getScheduledTask', 'unknown')).toBe(null);
    },
  },
  {
    ...setup,
    callback: 'bouton.cancelScheduledTask',
    title: 'keeps a task from running; unknown ones are refused',
    run: async (host) => {
      const now = Number(await callApi(host, 'getCurrentTimeMsec'));
      const options = { timestamp: now + 3_600_000, resourceId: host.localpart('bob') };
      const id = await callApi(host, 'scheduleTask', TASK_ACTION, options);
      expect(await callApi(host, 'getScheduledTask', id)).toMatchObject({ status: 'scheduled', ...options });
      expect(await callApi(host, 'cancelScheduledTask', id)).toBe(null);
      const task = await callApi(host, 'getScheduledTask', id);
      expect(task === null || (task as { status: string }).status === 'cancelled').toBe(true);
      expect(await ranFor(host, 'bob')).toEqual([]);
      await expect(callApi(host, 'cancelScheduledTask', 'unknown')).rejects.toThrow(/^Error: .*unknown/);
    },
  },
  {
    ...setup,
    callback: 'bouton.registerTaskAction',
    title: 'is for the constructor only',
    run: async (host) => {
      const late = await host.fetch(`${TASKS_PATH}/late`);
      expect(await late.json()).toBe('BOUTON_REGISTERED_LATE');
    },
  },
];
