import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SynapseUser } from '../../packages/synapse/src/test/synapse-user.ts';
import { Deployment } from './deployment.ts';
import { exceptions } from './exceptions.ts';
import { gridState, refusal, requestGrid, sendMessage, sendSpam, type GridState } from './grid-client.ts';
import { Senders, storedMessages, type Sent } from './senders.ts';
import { PROCESSES, WORKERS, type ProcessName } from './synapse-config.ts';
import { testModuleApi } from './test-module-api.ts';
import { testAbandonedTransactions } from './test-transactions.ts';

/** How long a request may take while Synapse processes are restarted, in milliseconds. */
const DEADLINE = 30_000;

const NAMES: Readonly<Record<ProcessName, string | null>> = { main: null, one: 'one', two: 'two' };

let deployment: Deployment;
let alice: SynapseUser;
let room: string;

beforeAll(async () => {
  deployment = await Deployment.start({ isShared: false });
  alice = await SynapseUser.register(deployment.url, 'alice');
  room = String((await alice.createRoom({ preset: 'public_chat' })).body['room_id']);
});

afterAll(() => deployment?.[Symbol.asyncDispose]());

async function states(): Promise<Readonly<Record<ProcessName, GridState>>> {
  const all = await Promise.all(PROCESSES.map(async (name) => [name, await gridState(deployment.urlOf(name))]));
  return Object.fromEntries(all) as Record<ProcessName, GridState>;
}

async function isAskedEverywhere(): Promise<void> {
  const now = await states();
  for (const name of PROCESSES) {
    expect(await sendSpam(deployment.urlOf(name), alice, room)).toEqual(refusal(now[name]));
  }
}

test('Each Synapse process has a Node host of its own, with a module that serves it', async () => {
  const { main, one, two } = await states();
  expect({ main: main.worker, one: one.worker, two: two.worker }).toEqual(NAMES);
  expect(new Set([main.pid, one.pid, two.pid]).size).toBe(3);
});

test('A callback is asked in the process that a client talks to, and its refusal is the answer', async () => {
  await isAskedEverywhere();
  for (const name of PROCESSES) {
    const answer = await sendMessage(deployment.urlOf(name), alice, room, { body: `to ${name}` });
    expect(answer).toEqual({ status: 200, body: { event_id: expect.any(String) } });
  }
  const { main, one, two } = await states();
  const asked = [main, one, two].map((state) => state.asked.filter((body) => body.startsWith('to ')));
  expect(asked).toEqual([['to main'], ['to one'], ['to two']]);
});

test('nginx has the callbacks of both workers asked, and not those of the main process', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => sendSpam(deployment.url, alice, room)));
  const workers = answers.map(({ body }) => body['worker']);
  expect(Map.groupBy(workers, (name) => name)).toEqual(
    new Map([
      ['one', ['one', 'one', 'one']],
      ['two', ['two', 'two', 'two']],
    ]),
  );
});

test('`@LoopingCall` runs in the process for background tasks only, and everywhere with `runOnAllInstances`', async () => {
  await expect.poll(async () => (await states()).two.ticks.length).toBeGreaterThan(2);
  await expect
    .poll(async () => Object.values(await states()).every(({ ticksEverywhere }) => ticksEverywhere.length > 2))
    .toBe(true);
  const { main, one } = await states();
  expect([main.ticks, one.ticks]).toEqual([[], []]);
});

test('`invalidateCache()` through one worker reaches every process, for its key only', async () => {
  const lookUp = (key: string) =>
    Promise.all(PROCESSES.map((name) => requestGrid(deployment.urlOf(name), `lookup?key=${key}`)));
  const all = (lookup: number) => PROCESSES.map(() => ({ status: 200, body: { lookup } }));
  expect(await lookUp('forgotten')).toEqual(all(1));
  expect(await lookUp('kept')).toEqual(all(2));
  expect(await requestGrid(deployment.urlOf('one'), 'invalidate?key=forgotten')).toEqual({ status: 200, body: {} });
  await expect.poll(() => lookUp('forgotten')).toEqual(all(3));
  expect(await lookUp('kept')).toEqual(all(2));
});

test('A web resource is served by every process, and by all of them behind nginx', async () => {
  const whoami = (url: string) => requestGrid(url, 'whoami', alice.accessToken);
  const answerOf = (name: ProcessName) => ({ status: 200, body: { worker: NAMES[name], user: alice.userId } });
  const direct = await Promise.all(PROCESSES.map((name) => whoami(deployment.urlOf(name))));
  expect(direct).toEqual(PROCESSES.map(answerOf));
  const proxied = [];
  for (const _ of PROCESSES) proxied.push(await whoami(deployment.url));
  expect(new Set(proxied.map(({ body }) => body['worker']))).toEqual(new Set([null, 'one', 'two']));
});

test.each(WORKERS)(
  '`on_new_event` is called once in every process for an event sent through worker %s',
  async (name) => {
    const { body } = await sendMessage(deployment.urlOf(name), alice, room, { body: `news from ${name}` });
    const counts = async () =>
      Object.values(await states()).map(({ seen }) => seen.filter((id) => id === body['event_id']).length);
    await expect.poll(counts).toEqual([1, 1, 1]);
  },
);

testModuleApi({ deployment: () => deployment, alice: () => alice, room: () => room });

test('No process logs an exception', () => {
  expect(PROCESSES.flatMap((name) => exceptions(deployment.log(name)))).toEqual([]);
});

describe('While each Synapse process is restarted in turn behind nginx, and then killed', () => {
  let before: Readonly<Record<ProcessName, GridState>>;
  let sent: readonly Sent[];

  beforeAll(async () => {
    before = await states();
    const users = await Promise.all(['bob', 'carol', 'dan'].map((name) => SynapseUser.register(deployment.url, name)));
    for (const user of users) await user.join(room);
    await using senders = new Senders(users, { url: deployment.url, room, isRetried: true });
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      for (const name of PROCESSES) await deployment.restartSynapse(name, signal);
    }
    sent = await senders.stop();
  });

  test('every request is answered in time', () => {
    expect(sent.length).toBeGreaterThan(50);
    expect(sent.filter(({ slowestMs }) => slowestMs >= DEADLINE)).toEqual([]);
  });

  test('every message is acknowledged, or refused by the module', () => {
    const acknowledged = { status: 200, body: { event_id: expect.any(String) } };
    const refused = refusal({ worker: expect.any(String), pid: expect.any(Number) });
    expect(sent.map(({ answers }) => answers.at(-1))).toEqual(
      sent.map(({ isSpam }) => (isSpam ? refused : acknowledged)),
    );
  });

  test('every acknowledged message is in the room, once', async () => {
    const acknowledged = sent.filter(({ isSpam }) => !isSpam);
    expect(await storedMessages(alice, room)).toEqual(
      new Map(acknowledged.map(({ body, answers }) => [answers.at(-1)?.body['event_id'], body])),
    );
  });

  test('the Node hosts are restarted with them, and callbacks are asked again in every process', async () => {
    await isAskedEverywhere();
    const after = await states();
    const pids = (of: typeof before) => PROCESSES.map((name) => of[name].pid);
    expect(new Set([...pids(before), ...pids(after)]).size).toBe(2 * PROCESSES.length);
    await expect.poll(() => pids(before).filter(isAlive)).toEqual([]);
  });
});

testAbandonedTransactions(() => deployment);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
