import type { JsonValue } from '@bouton/sdk';
import { expect, vi } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../conformance-case.ts';
import { argumentsOf, askedFor } from '../support/calls.ts';
import { backgroundUpdates } from '../support/modules.ts';

const ADMIN = '/_synapse/admin/v1/background_updates';
const JOB = 'event_resign';

const setup = { modules: [backgroundUpdates({}, 'first'), backgroundUpdates({}, 'second')] } as const;

/** Starts a background update, and waits until it has ended; resolves to how a callback was called so far. */
async function callsDuringUpdate(host: ConformanceHost, callback: string): Promise<readonly JsonValue[][]> {
  const admin = await host.user('root', { admin: true });
  await admin.createRoom();
  await admin.request('POST', `${ADMIN}/start_job`, { job_name: JOB });
  await vi.waitFor(
    async () => {
      await host.elapse(200);
      const status = await admin.request('GET', `${ADMIN}/status`);
      expect(status).toMatchObject({ enabled: true, current_updates: {} });
      const [begun, done] = [await argumentsOf(host, 'on_update'), await argumentsOf(host, 'batch_done')];
      expect(begun.length).toBeGreaterThan(0);
      expect(done).toHaveLength(begun.length);
    },
    { timeout: 8000 },
  );
  return argumentsOf(host, callback);
}

/** What modules are asked around background updates. */
export const backgroundUpdateCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'background_update_controller.default_batch_size',
    title: 'says how large the first batch of an update is',
    run: async (host) => {
      // An update that has run before in this process has batches of the size that it learned then.
      expect(await callsDuringUpdate(host, 'default_batch_size')).toContainEqual([JOB, 'master']);
    },
  },
  {
    ...setup,
    callback: 'background_update_controller.on_update',
    title: 'wraps each batch; only the first module is asked',
    run: async (host) => {
      const updates = await callsDuringUpdate(host, 'on_update');
      expect(updates).toContainEqual([JOB, 'master', false]);
      const trace = (await host.trace()).map(({ callback }) => callback);
      const batches = trace.filter((callback) => callback === 'on_update' || callback === 'batch_done');
      expect(batches).toEqual(updates.flatMap(() => ['on_update', 'batch_done']));
      expect(new Set(await askedFor(host, 'on_update'))).toEqual(new Set(['first']));
    },
  },
  {
    ...setup,
    callback: 'background_update_controller.min_batch_size',
    title: 'says how small a batch may become, once it is known how long items take',
    run: async (host) => {
      expect(await callsDuringUpdate(host, 'min_batch_size')).toContainEqual([JOB, 'master']);
    },
  },
];
