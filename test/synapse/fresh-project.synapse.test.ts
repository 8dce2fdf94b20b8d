import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSynapse } from '../../packages/synapse/src/test/start-synapse.ts';
import { requestJson } from '../../packages/synapse/src/test/synapse-user.ts';
import { createFreshProject } from '../../scripts/fresh-project.mjs';

// What the README tells to do outside of this repository, with the packages as they are published.
let project: Awaited<ReturnType<typeof createFreshProject>>;

beforeAll(async () => {
  project = await createFreshProject();
  await project.run('npx tsc');
}, 300_000);

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

test.for(['./src/demo-module.ts', './dist/demo-module.js'])('Synapse gives the verdicts of %s', async (module) => {
  const modules = [{ module: `${module}#DemoModule`, config: { deny: ['@mallory:localhost'] } }];
  const command = [join(project.folder, 'node_modules/.bin/bouton')];
  await using synapse = await startSynapse({ items: [{ project: project.folder, command, modules }] });
  const mallory = await synapse.user('mallory');
  const alice = await synapse.user('alice');

  expect(await mallory.createRoom()).toEqual({
    status: 403,
    body: { errcode: 'M_FORBIDDEN', error: 'You are not permitted to create rooms' },
  });
  expect(await alice.createRoom()).toEqual({ status: 200, body: { room_id: expect.stringMatching(/^!/) } });
  expect(await requestJson(`${synapse.url}/_synapse/client/demo/hello?name=x`)).toEqual({
    status: 200,
    body: { hello: 'x' },
  });
});
