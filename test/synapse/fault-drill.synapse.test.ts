import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSynapse, type SynapseProcess } from '../../packages/synapse/src/test/start-synapse.ts';
import { roomPath, type Answer, type SynapseUser } from '../../packages/synapse/src/test/synapse-user.ts';

const FAULTS = ['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGSTOP', 'SIGKILL', 'SIGKILL'] as const;
const EVENTS_PER_FAULT = 50;
/** The deadline of the callback, in milliseconds. */
const DEADLINE = 2000;
/** What each of the senders waits between two events, in milliseconds. */
const PAUSE = 60;

const SPAM = 'This message has been rejected as probable spam';
const ASKED: Answer = { status: 403, body: { errcode: 'M_LIMIT_EXCEEDED', error: SPAM, asked: true } };
const ACKNOWLEDGED: Answer = { status: 200, body: { event_id: expect.any(String) } };

/** What a request is answered where the host cannot be asked, by the type of the event that it sends. */
const BY_FAILURE_RULE: Readonly<Record<string, Answer>> = {
  'drill.allow': ACKNOWLEDGED,
  'drill.deny': { status: 403, body: { errcode: 'M_FORBIDDEN', error: SPAM } },
  'drill.error': { status: 503, body: { errcode: 'M_UNKNOWN', error: 'A module of this homeserver does not answer' } },
};
const TYPES = Object.keys(BY_FAILURE_RULE);

function item(module: string, onFailure: string) {
  return {
    project: fileURLToPath(new URL('modules', import.meta.url)),
    modules: [{ module: `./drill.ts#${module}` }],
    hang_timeout: 500,
    callbacks: { check_event_for_spam: { deadline: DEADLINE, on_failure: onFailure } },
  };
}

interface Sent {
  readonly type: string;
  readonly spam: boolean;
  readonly from: number;
  readonly to: number;
  readonly answer: Answer;
}

/** From a fault until a module answered again. */
interface Outage {
  readonly host: number;
  readonly from: number;
  readonly to: number;
}

let synapse: SynapseProcess;
let room: string;
const sent: Sent[] = [];
const outages: Outage[] = [];

beforeAll(async () => {
  synapse = await startSynapse({
    items: [item('AllowDrill', 'allow'), item('DenyDrill', 'deny'), item('ErrorDrill', 'error')],
  });
  const prober = await synapse.user('prober');
  const senders = await Promise.all(['one', 'two', 'three'].map((name) => synapse.user(name)));
  room = String((await prober.createRoom({ preset: 'public_chat' })).body['room_id']);
  for (const user of senders) await user.join(room);

  for (const fault of FAULTS) {
    const unsent = Array.from({ length: EVENTS_PER_FAULT }, (_, nth) => nth);
    const sending = senders.map((user) => sendAll(unsent, user));
    await sleep(5 * PAUSE);
    outages.push(await breakHost(fault, prober));
    await Promise.all(sending);
  }
});

afterAll(() => synapse[Symbol.asyncDispose]());

/** Sends one event for each number that it takes out of the list. */
async function sendAll(unsent: number[], user: SynapseUser): Promise<void> {
  for (let nth = unsent.pop(); nth !== undefined; nth = unsent.pop()) {
    const type = TYPES[nth % TYPES.length]!;
    const spam = nth % 2 === 0;
    const from = performance.now();
    const answer = await user.send(room, { nth, spam }, type);
    sent.push({ type, spam, from, to: performance.now(), answer });
    await sleep(PAUSE);
  }
}

/** Resolves when a module answers again. */
async function breakHost(signal: NodeJS.Signals, prober: SynapseUser): Promise<Outage> {
  const [host = 0] = await synapse.nodeHosts();
  const from = performance.now();
  process.kill(host, signal);
  // One that is only just being killed may still answer.
  while ((await synapse.nodeHosts()).includes(host)) await sleep(10);
  while ((await prober.send(room, { spam: true }, 'drill.error')).status !== ASKED.status) await sleep(10);
  return { host, from, to: performance.now() };
}

function wereAsked({ answer, spam }: Sent): boolean {
  return answer.status === 403 ? 'asked' in answer.body : answer.status === 200 && !spam;
}

function isDuring(event: Sent, outage: Outage): boolean {
  return event.to > outage.from && event.from < outage.to;
}

describe(`${FAULTS.length * EVENTS_PER_FAULT} events sent while the Node host is killed five times and stopped once`, () => {
  test('are all answered before the deadline', () => {
    expect(sent).toHaveLength(FAULTS.length * EVENTS_PER_FAULT);
    expect(sent.filter(({ from, to }) => to - from >= DEADLINE)).toEqual([]);
  });

  test('are in the room where they were acknowledged, and only then', async () => {
    const acknowledged = sent.map(({ answer }) => answer.body['event_id']).filter((event) => event !== undefined);
    const reader = await synapse.user('reader');
    await reader.join(room);
    const { body } = await reader.request('GET', `${roomPath(room)}/messages?dir=b&limit=1000`);
    const stored = (body['chunk'] as { type: string; event_id: string }[]).filter(({ type }) => TYPES.includes(type));
    expect(new Set(stored.map((event) => event.event_id))).toEqual(new Set(acknowledged));
  });

  test('are answered by the modules, or else by the failure rule of their callback', () => {
    const expected = sent.map((event) => {
      if (!wereAsked(event)) return BY_FAILURE_RULE[event.type];
      return event.spam ? ASKED : ACKNOWLEDGED;
    });
    expect(sent.map(({ answer }) => answer)).toEqual(expected);
  });

  test('meet the failure rule in every outage, and only then', () => {
    const unasked = sent.filter((event) => !wereAsked(event));
    expect(unasked.filter((event) => !outages.some((outage) => isDuring(event, outage)))).toEqual([]);
    expect(outages.filter((outage) => !unasked.some((event) => isDuring(event, outage)))).toEqual([]);
  });
});

test('A Node host that is killed or stopped is back in under two seconds, in a new process', async () => {
  expect(outages.filter(({ from, to }) => to - from >= 2000)).toEqual([]);
  expect(new Set([...outages.map(({ host }) => host), ...(await synapse.nodeHosts())]).size).toBe(FAULTS.length + 1);
});
