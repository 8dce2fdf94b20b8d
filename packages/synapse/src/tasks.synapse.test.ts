import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseOf, startSynapse, type SynapseProcess } from './test/start-synapse.ts';

const project = fileURLToPath(new URL('fixtures', import.meta.url));
const items = [{ project, modules: [{ module: './reminders.ts#Reminders' }] }];
const ID: unknown = expect.stringMatching(/^[A-Za-z]{16}$/);
const NUMBER: unknown = expect.any(Number);

let synapse: SynapseProcess;

beforeAll(async () => {
  synapse = await startSynapse({ items });
});

afterAll(() => synapse[Symbol.asyncDispose]());

async function ask(what: string, body = '', of: SynapseProcess = synapse): Promise<unknown> {
  const response = await fetch(`${of.url}/_synapse/client/reminders/${what}`, { method: 'POST', body });
  const { answer } = (await response.json()) as { answer: unknown };
  return answer;
}

function schedule(action: string, options: object = {}, of: SynapseProcess = synapse): Promise<unknown> {
  return ask('schedule', JSON.stringify({ action, ...options }), of);
}

describe('tasks in Synapse', () => {
  test('`scheduleTask()` runs a task at once, and keeps what it returned', async () => {
    const params = { text: 'grüße', depth: { list: [1, null] } };
    const id = await schedule('org.example.reminder', { resourceId: '!room:localhost', params });
    expect(id).toEqual(ID);
    const finished = {
      id,
      action: 'org.example.reminder',
      status: 'complete',
      timestamp: NUMBER,
      resourceId: '!room:localhost',
      params,
      result: { reminded: '!room:localhost' },
      error: null,
    };
    await expect.poll(() => ask('get', String(id))).toEqual(finished);
    expect(await ask('ran')).toEqual([
      {
        id,
        action: 'org.example.reminder',
        resourceId: '!room:localhost',
        params,
        status: 'active',
        isFrozen: true,
        at: NUMBER,
      },
    ]);
  });

  test('a task that throws has failed, one that returns nothing has no result', async () => {
    const [fails, forgets] = [await schedule('org.example.fails'), await schedule('org.example.forgetful')];
    const end = { timestamp: NUMBER, resourceId: null, params: null, result: null };
    await expect
      .poll(async () => [await ask('get', String(fails)), await ask('get', String(forgets))])
      .toEqual([
        { ...end, id: fails, action: 'org.example.fails', status: 'failed', error: 'the reminder is lost' },
        { ...end, id: forgets, action: 'org.example.forgetful', status: 'complete', error: null },
      ]);
    expect(synapse.log).toContain(`The task ${String(fails)} (org.example.fails) failed`);
  });

  test('`cancelScheduledTask()` forgets a task that does not run', async () => {
    const timestamp = Date.now() + 3_600_000;
    const id = await schedule('org.example.reminder', { timestamp });
    expect(await ask('get', String(id))).toMatchObject({ status: 'scheduled', timestamp });
    expect(await ask('cancel', String(id))).toBe(null);
    expect(await ask('get', String(id))).toBe(null);
    expect(await ask('cancel', String(id))).toBe(`Error: There is no task ${String(id)}`);
  });

  test('`cancelScheduledTask()` refuses a task that runs', async () => {
    const id = await schedule('org.example.waits');
    await expect.poll(() => ask('get', String(id))).toMatchObject({ status: 'active' });
    expect(await ask('cancel', String(id))).toBe(`Error: Task ${String(id)} runs, and cannot be cancelled`);
  });

  test('`scheduleTask()` refuses an action that nobody registered', async () => {
    expect(await schedule('org.example.unknown')).toBe(
      'BOUTON_TASK_ACTION: No module registered the task action org.example.unknown',
    );
    expect(await schedule('purge_history')).toBe(
      'BOUTON_TASK_ACTION: No module registered the task action purge_history',
    );
  });

  test('`registerTaskAction()` refuses what comes late', async () => {
    expect(await ask('late')).toBe(
      'BOUTON_REGISTERED_LATE: Module ./reminders.ts#Reminders registers the task action org.example.late after it was constructed; it can do so in its constructor only',
    );
  });

  test.each([
    [
      'a module',
      [{ project, modules: [{ module: './reminders.ts#Reminders', config: { action: 'org.example.reminder' } }] }],
    ],
    ['another item', [...items, ...items]],
  ])('`registerTaskAction()` refuses what %s registered already', async (_, twice) => {
    await expect(startSynapse({ items: twice })).rejects.toThrow(
      'The task action org.example.reminder is registered twice',
    );
  });
});

test('a task runs again when its Node host is killed meanwhile, and when Synapse is started again', async () => {
  const first = await startSynapse({ items });
  const id = String(await schedule('org.example.waits', {}, first));
  const runsIn = (log: string): number => log.split(`Task ${id} waits`).length - 1;
  await expect.poll(() => runsIn(first.log)).toBe(1);
  const [host] = await first.nodeHosts();
  process.kill(Number(host), 'SIGKILL');
  await expect.poll(() => runsIn(first.log), { timeout: 10_000 }).toBe(2);
  expect(await ask('get', id, first)).toMatchObject({ status: 'active' });
  await first.stop();

  await using second = await startSynapse({ items, database: databaseOf(first.folder) });
  await first[Symbol.asyncDispose]();
  expect(await ask('get', id, second)).toMatchObject({ id, status: 'active' });
  // Synapse looks for such tasks once a minute, and whenever a task is to run at once.
  await schedule('org.example.forgetful', {}, second);
  await expect.poll(() => runsIn(second.log), { timeout: 10_000 }).toBe(1);
});
