import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoutonError, Module, OnStart, type ModuleApi } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { testServer } from '../test/test-server.ts';

let api: ModuleApi;
const ran: unknown[] = [];

@Module()
class Reminder {
  readonly #late: unknown[] = [];

  constructor(_config: object, given: ModuleApi) {
    api = given;
    api.registerTaskAction('org.example.remind', ({ id, params }) => {
      ran.push([id, params]);
      return { done: true };
    });
  }

  @OnStart
  start(): void {
    try {
      api.registerTaskAction('org.example.late', () => undefined);
    } catch (error) {
      this.#late.push(error instanceof BoutonError && error.code);
    }
    ran.push(this.#late[0]);
  }
}

test('`taskMembers()` run tasks after a restart, and let actions be registered in constructors only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bouton-'));
  const settings = { data_directory: folder };
  let ids: string[];
  {
    await using server = await testServer(settings, [Reminder]);
    const soon = server.clock.now() + 1000;
    ids = [
      await api.scheduleTask('org.example.remind', {
        timestamp: soon,
        params: { about: 'tea' },
        resourceId: '@a:test',
      }),
      await api.scheduleTask('org.example.remind', { timestamp: soon }),
    ];
    await api.cancelScheduledTask(ids[1] ?? '');
    await expect(api.scheduleTask('org.example.unknown')).rejects.toMatchObject({ code: 'BOUTON_TASK_ACTION' });
  }
  {
    await using server = await testServer(settings, [Reminder]);
    const [id = '', cancelled = ''] = ids;
    const task = { id, action: 'org.example.remind', resourceId: '@a:test', params: { about: 'tea' } };
    expect(await api.getScheduledTask(id)).toMatchObject({ ...task, status: 'scheduled', result: null });
    await server.clock.advance(1000);
    await expect.poll(async () => (await api.getScheduledTask(id))?.status).toBe('complete');
    expect(await api.getScheduledTask(id)).toMatchObject({ ...task, result: { done: true } });
    expect(await api.getScheduledTask(cancelled)).toBeNull();
    expect(ran).toEqual(['BOUTON_REGISTERED_LATE', 'BOUTON_REGISTERED_LATE', [id, { about: 'tea' }]]);
  }
  rmSync(folder, { recursive: true });
});
