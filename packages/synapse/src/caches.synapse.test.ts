import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from './test/free-port.ts';
import { startSynapse, type SynapseProcess } from './test/start-synapse.ts';
import { requestJson } from './test/synapse-user.ts';

const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));

let synapse: SynapseProcess;

beforeAll(async () => {
  synapse = await startSynapse({
    items: [{ project: FIXTURES, modules: [{ module: './memory.ts#Memory' }] }],
    pythonModules: [{ module: 'replication.Replication', config: {} }],
    pythonPath: [FIXTURES],
    // Nobody listens there: what Synapse would say to its workers stays with the module `Replication`.
    settings: { redis: { enabled: true, port: await freePort() } },
  });
});

afterAll(() => synapse?.[Symbol.asyncDispose]());

async function memory(action: 'recall' | 'forget', query: string): Promise<unknown> {
  return (await requestJson(`${synapse.url}/_synapse/client/memory/${action}?${query}`)).body['lookup'];
}

/** Gives Synapse rows of another process; resolves to those that this one has sent. */
async function replicate(...rows: readonly (readonly [cache: string, keys: readonly string[]])[]): Promise<unknown> {
  const body = JSON.stringify(rows);
  return (await requestJson(`${synapse.url}/_synapse/client/replication`, { method: 'POST', body })).body['sent'];
}

const CACHE = './memory.ts#Memory.recall';

test('what another process invalidates is forgotten here, for these arguments only', async () => {
  const [alice, bob, acme] = ['key=alice', 'key=bob', 'key=alice&tenant=acme'];
  const recallAll = async (): Promise<unknown[]> => [
    await memory('recall', alice),
    await memory('recall', bob),
    await memory('recall', acme),
  ];
  expect(await recallAll()).toEqual([1, 2, 3]);
  expect(await recallAll()).toEqual([1, 2, 3]);
  await replicate(
    ['bouton.caches', [CACHE, '["alice","acme"]']],
    ['bouton.caches', ['./elsewhere.ts#Memory.recall', '["alice"]']],
    ['nobodys.cache', [CACHE, '["bob"]']],
  );
  expect(await recallAll()).toEqual([1, 2, 4]);
});

test('what a module invalidates is said to the other processes once, and forgotten here once', async () => {
  expect(await memory('recall', 'key=carol')).toBe(5);
  // The module asks again before Synapse has heard: that answer is not forgotten.
  expect(await memory('forget', 'key=carol')).toBe(6);
  expect(await memory('recall', 'key=carol')).toBe(6);
  expect(await replicate()).toEqual([['bouton.caches', [CACHE, '["carol"]']]]);
});
