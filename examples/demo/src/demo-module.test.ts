import { startTestHomeserver } from '@bouton/testing';
import { expect, test } from 'vitest';
import { DemoModule } from './demo-module.ts';

test('DemoModule refuses rooms to denied users only', async () => {
  await using homeserver = await startTestHomeserver({
    modules: [{ module: DemoModule, config: { deny: ['@mallory:localhost'] } }],
  });
  const [mallory, alice] = await homeserver.users('mallory', 'alice');

  await expect(mallory.createRoom()).rejects.toMatchObject({
    status: 403,
    body: { errcode: 'M_FORBIDDEN', error: 'You are not permitted to create rooms' },
  });
  await expect(alice.createRoom()).resolves.toMatch(/^!/);
});

test('DemoModule greets by name', async () => {
  await using homeserver = await startTestHomeserver({ modules: [DemoModule] });

  const response = await homeserver.fetch('/_synapse/client/demo/hello?name=Alice');

  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ hello: 'Alice' });
});

test('DemoModule refuses a list that holds no user IDs', async () => {
  await expect(
    startTestHomeserver({ modules: [{ module: DemoModule, config: { deny: ['mallory'] } }] }),
  ).rejects.toThrow(/deny\[0\].*must be a user ID/);
});
