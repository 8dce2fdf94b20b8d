import type { JsonValue } from '@bouton/sdk';
import { expect, vi } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../conformance-case.ts';
import { startBackgroundUpdate } from '../support/background-update.ts';
import { argumentsOf, askedFor } from '../support/calls.ts';
import { backgroundUpdates } from '../support/modules.ts';

const STATUS = '/_synapse/admin/v1/background_updates/status';

const setup = { modules: [backgroundUpdates({}, 'first'), backgroundUpdates({}, 'second')] } as const;

/** Starts a background update, and waits until it has ended; resolves to its name, and how a callback was called so far. */
async function callsDuringUpdate(host: ConformanceHost, callback: string): Promise<[string, readonly JsonValue[][]]> {
  const admin = await host.user('root', { admin: true });
  await admin.createRoom();
  const job = await startBackgroundUpdate(admin);
  await vi.waitFor(
    async () => {
      await host.elapse(200);
      const status = await admin.request('GET', STATUS);
      expect(status).toMatchObject({ enabled: true, current_updates: {} });
      const [begun, done] = [await argumentsOf(host, 'on_update'), await argumentsOf(host, 'batch_done')];
      expect(begun.length).toBeGreaterThan(0);
      expect(done).toHaveLength(begun.length);
    },
    { timeout: 8000 },
  );
  return [job, await argumentsOf(host, callback)];
}

/** What modules are asked around background updates. */
export const backgroundUpdateCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'background_update_controller.default_batch_size',
    title: 'says how large the first batch of an update is',
    run: async (host) => {
      // An update that has run before in this process has batches of the size that it learned then.
      const [job, calls] = await callsDuringUpdate(host, 'default_batch_size');
      expect(calls).toContainEqual([job, 'master']);
    },
  },
  {
    ...setup,
    callback: 'background_update_controller.on_update',
    title: 'wraps each batch; only the first module is asked',
    run: async (host) => {
      const [job, updates] = await callsDuringUpdate(host, 'on_update');
      expect(updates).toContainEqual([job, 'master', false]);
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
      const [job, calls] = await callsDuringUpdate(host, 'min_batch_size');
      expect(calls).toContainEqual([job, 'master']);
    },
  },
];
