import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SynapseUser, type Answer } from '../../packages/synapse/src/test/synapse-user.ts';
import { Deployment } from './deployment.ts';
import { exceptions } from './exceptions.ts';
import { gridState, refusal, requestGrid, sendMessage, sendSpam, type GridState } from './grid-client.ts';
import { Senders, storedMessages, type Sent } from './senders.ts';
import { PROCESSES, WORKERS } from './synapse-config.ts';
import { testModuleApi } from './test-module-api.ts';
import { testAbandonedTransactions } from './test-transactions.ts';

/** How the Node host is ended, one time after the other. */
const RESTARTS = ['SIGTERM', 'SIGKILL', 'SIGTERM'] as const;
/** The deadline of the callback, in milliseconds. */
const DEADLINE = 3000;

const UNAVAILABLE: Answer = {
  status: 503,
  body: { errcode: 'M_UNKNOWN', error: 'A module of this homeserver does not answer' },
};

let deployment: Deployment;
let alice: SynapseUser;
let room: string;

beforeAll(async () => {
  const callbacks = { check_event_for_spam: { deadline: DEADLINE, on_failure: 'error' } };
  deployment = await Deployment.start({ isShared: true, callbacks });
  alice = await SynapseUser.register(deployment.url, 'alice');
  room = String((await alice.createRoom({ preset: 'public_chat' })).body['room_id']);
});

afterAll(() => deployment?.[Symbol.asyncDispose]());

/** The state of the module, which every process serves alike. */
function state(): Promise<GridState> {
  return gridState(deployment.urlOf('two'));
}

test('One module serves every Synapse process', async () => {
  const states = await Promise.all(PROCESSES.map((name) => gridState(deployment.urlOf(name))));
  const { pid } = await state();
  expect(states.map(({ worker }) => worker)).toEqual([null, null, null]);
  expect(states.map((each) => each.pid)).toEqual([pid, pid, pid]);
});

test('A callback is asked by the process that a client talks to, and its refusal is the answer', async () => {
  const { pid } = await state();
  for (const name of PROCESSES) {
    expect(await sendSpam(deployment.urlOf(name), alice, room)).toEqual(refusal({ worker: null, pid }));
    const answer = await sendMessage(deployment.urlOf(name), alice, room, { body: `to ${name}` });
    expect(answer).toEqual({ status: 200, body: { event_id: expect.any(String) } });
  }
  const { asked } = await state();
  expect(asked.filter((body) => body.startsWith('to '))).toEqual(['to main', 'to one', 'to two']);
});

test.each(['ticks', 'ticksEverywhere'] as const)('`@LoopingCall` runs once for all processes: %s', async (which) => {
  await expect.poll(async () => (await state())[which].length).toBeGreaterThan(4);
  const ticks = (await state())[which];
  const gaps = ticks.slice(1).map((tick, nth) => tick - (ticks[nth] ?? 0));
  // Timers are a millisecond early at times; three loops would be many milliseconds too early.
  expect(gaps.filter((gap) => gap < 98)).toEqual([]);
});

test('`invalidateCache()` through one worker holds for every process, for its key only', async () => {
  const lookUp = (key: string) =>
    Promise.all(PROCESSES.map((name) => requestGrid(deployment.urlOf(name), `lookup?key=${key}`)));
  const all = (lookup: number) => PROCESSES.map(() => ({ status: 200, body: { lookup } }));
  expect(await lookUp('forgotten')).toEqual(all(1));
  expect(await lookUp('kept')).toEqual(all(2));
  expect(await requestGrid(deployment.urlOf('one'), 'invalidate?key=forgotten')).toEqual({ status: 200, body: {} });
  expect(await lookUp('forgotten')).toEqual(all(3));
  expect(await lookUp('kept')).toEqual(all(2));
});

test('A web resource is served by every process and through nginx, and knows the user of the request', async () => {
  const urls = [deployment.url, ...PROCESSES.map((name) => deployment.urlOf(name))];
  const answers = await Promise.all(urls.map((url) => requestGrid(url, 'whoami', alice.accessToken)));
  expect(answers).toEqual(urls.map(() => ({ status: 200, body: { worker: null, user: alice.userId } })));
});

test.each(WORKERS)(
  '`on_new_event` is called once, whichever processes tell of an event sent through worker %s',
  async (name) => {
    const { body } = await sendMessage(deployment.urlOf(name), alice, room, { body: `news from ${name}` });
    const count = async () => (await state()).seen.filter((id) => id === body['event_id']).length;
    await expect.poll(count).toBe(1);
    // The other processes have told by now.
    await sleep(500);
    expect(await count()).toBe(1);
  },
);

testModuleApi({ deployment: () => deployment, alice: () => alice, room: () => room });

test('No process logs an exception', () => {
  expect(PROCESSES.flatMap((name) => exceptions(deployment.log(name)))).toEqual([]);
});

test.each(PROCESSES)('The module outlives a restart of the process %s, which asks it again', async (name) => {
  const before = await state();
  await deployment.restartSynapse(name, 'SIGTERM');
  const after = await gridState(deployment.urlOf(name));
  expect(after.pid).toBe(before.pid);
  expect(after.asked).toEqual(before.asked);
  expect(before.asked).toContain('to main');
  expect(await sendSpam(deployment.urlOf(name), alice, room)).toEqual(refusal({ worker: null, pid: before.pid }));
});

describe(`While the shared Node host is restarted ${RESTARTS.length} times`, () => {
  const hosts: number[] = [];
  let sent: readonly Sent[];

  beforeAll(async () => {
    const users = await Promise.all(['bob', 'carol', 'dan'].map((name) => SynapseUser.register(deployment.url, name)));
    for (const user of users) await user.join(room);
    hosts.push((await state()).pid);
    await using senders = new Senders(users, { url: deployment.url, room, isRetried: false });
    for (const signal of RESTARTS) {
      await sleep(1000);
      await deployment.restartHost(signal);
      await askedEverywhere();
      hosts.push((await state()).pid);
    }
    sent = await senders.stop();
  });

  /** Resolves when every process has the module asked again. */
  async function askedEverywhere(): Promise<void> {
    for (const name of PROCESSES) {
      while ((await sendSpam(deployment.urlOf(name), alice, room)).status === UNAVAILABLE.status) await sleep(20);
    }
  }

  test('each time there is another process', () => {
    expect(new Set(hosts).size).toBe(RESTARTS.length + 1);
  });

  test('every request is answered before the deadline', () => {
    expect(sent.length).toBeGreaterThan(50);
    expect(sent.filter(({ slowestMs }) => slowestMs >= DEADLINE)).toEqual([]);
  });

  test("every answer is the module's, or that of the failure rule", () => {
    const acknowledged = { status: 200, body: { event_id: expect.any(String) } };
    const byPid = new Map(hosts.map((pid) => [pid, refusal({ worker: null, pid })]));
    const expected = ({ isSpam, answers: [answer] }: Sent) => {
      if (answer?.status === 503) return UNAVAILABLE;
      return isSpam ? (byPid.get(Number(answer?.body['pid'])) ?? refusal({ worker: null, pid: hosts })) : acknowledged;
    };
    expect(sent.map(({ answers }) => answers)).toEqual(sent.map((each) => [expected(each)]));
    expect(sent.filter(({ answers: [answer] }) => answer?.status === 503).length).toBeGreaterThan(0);
    expect(sent.filter(({ answers: [answer] }) => answer?.status === 200).length).toBeGreaterThan(0);
  });

  test('every acknowledged message is in the room, once, and no other', async () => {
    const acknowledged = sent.filter(({ answers: [answer] }) => answer?.status === 200);
    expect(await storedMessages(alice, room)).toEqual(
      new Map(acknowledged.map(({ body, answers: [answer] }) => [answer?.body['event_id'], body])),
    );
  });

  test('callbacks are asked by every process again', async () => {
    for (const name of PROCESSES) {
      const answer = await sendSpam(deployment.urlOf(name), alice, room);
      expect(answer).toEqual(refusal({ worker: null, pid: hosts.at(-1) }));
    }
  });
});

testAbandonedTransactions(() => deployment);
