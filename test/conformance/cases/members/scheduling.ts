import type { JsonValue } from '@bouton/sdk';
import { expect, vi } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { SCHEDULING_PATH } from '../../modules/paths.ts';
import { callApi, API_MODULE } from '../../support/api.ts';

const setup = { modules: [API_MODULE, { module: './scheduling.ts#SchedulingModule' }] } as const;

/** What the module answers, while the homeserver's time goes on. */
async function ask(host: ConformanceHost, what: string): Promise<JsonValue> {
  const answer = host.fetch(`${SCHEDULING_PATH}/${what}`);
  await host.elapse(200);
  return (await (await answer).json()) as JsonValue;
}

/** What modules can do with time, threads and caches. */
export const schedulingMemberCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'module_api.looping_background_call',
    title: 'calls again and again',
    run: async (host) => {
      const before = Number(await ask(host, 'loops'));
      await vi.waitFor(async () => expect(Number(await ask(host, 'loops'))).toBeGreaterThanOrEqual(before + 3));
    },
  },
  {
    ...setup,
    callback: 'module_api.delayed_background_call',
    title: 'calls once, not before its time; never where it was cancelled',
    run: async (host) => {
      const { took } = (await ask(host, 'delay')) as { took: number };
      expect(took).toBeGreaterThanOrEqual(99);
    },
  },
  {
    ...setup,
    callback: 'module_api.sleep',
    title: 'resolves after its time',
    run: async (host) => {
      const { took } = (await ask(host, 'sleep')) as { took: number };
      expect(took).toBeGreaterThanOrEqual(99);
    },
  },
  {
    ...setup,
    callback: 'module_api.run_as_background_process',
    title: 'is what the function returns, nothing where it fails',
    run: async (host) => expect(await ask(host, 'background')).toEqual([7, null]),
  },
  {
    ...setup,
    callback: 'module_api.defer_to_thread',
    title: 'is what the function of a file returns in another thread',
    run: async (host) => expect(await ask(host, 'threads')).toEqual([6, 9]),
  },
  {
    ...setup,
    callback: 'module_api.defer_to_thread',
    title: 'throws the SynapseError that the function throws',
    run: async (host) => {
      const refused = await host.fetch(`${SCHEDULING_PATH}/refusing-thread`);
      expect([refused.status, await refused.json()]).toEqual([
        413,
        { errcode: 'M_TOO_LARGE', error: 'No more than 3 terms', limit: 3 },
      ]);
    },
  },
  {
    ...setup,
    callback: 'module_api.defer_to_threadpool',
    title: 'is what the function of a file returns in a thread of the pool',
    run: async (host) => expect(await ask(host, 'threads')).toEqual([6, 9]),
  },
  {
    ...setup,
    callback: 'module_api.register_cached_function',
    title: 'computes once for each key',
    run: async (host) => {
      const [[first, other, again] = []] = (await ask(host, 'caches')) as number[][];
      expect(again).toBe(first);
      expect(other).not.toBe(first);
    },
  },
  {
    ...setup,
    callback: 'module_api.invalidate_cache',
    title: 'has one key computed anew, of registered functions and of decorated methods',
    run: async (host) => {
      const [registered, decorated, registeredAfter, decoratedAfter] = (await ask(host, 'caches')) as number[][];
      expect(registeredAfter?.[0]).not.toBe(registered?.[0]);
      expect(registeredAfter?.[1]).toBe(registered?.[1]);
      expect(decoratedAfter?.[0]).not.toBe(decorated?.[0]);
      expect(decoratedAfter?.[1]).toBe(decorated?.[1]);
    },
  },
  {
    ...setup,
    callback: 'module_api.get_current_time_msec',
    title: 'is in milliseconds',
    run: async (host) => {
      const now = Number(await callApi(host, 'getCurrentTimeMsec'));
      expect(Number.isInteger(now)).toBe(true);
      await host.elapse(50);
      expect(Number(await callApi(host, 'getCurrentTimeMsec'))).toBeGreaterThanOrEqual(now + 49);
    },
  },
];
