import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSynapse, type SynapseProcess } from './test/start-synapse.ts';
import type { Answer, SynapseUser } from './test/synapse-user.ts';

const item = {
  project: fileURLToPath(new URL('fixtures', import.meta.url)),
  modules: [{ module: './gate.ts#Gate' }],
  hang_timeout: '1s',
  callbacks: { user_may_create_room: { deadline: '2s', on_failure: 'allow' } },
};

const UNAVAILABLE: Answer = {
  status: 503,
  body: { errcode: 'M_UNKNOWN', error: 'A module of this homeserver does not answer' },
};

let synapse: SynapseProcess;
let alice: SynapseUser;
let room: string;

beforeAll(async () => {
  synapse = await startSynapse({ items: [item] });
  alice = await synapse.user('alice');
  room = String((await alice.createRoom()).body['room_id']);
});

afterAll(() => synapse[Symbol.asyncDispose]());

async function nodeHost(): Promise<number> {
  const hosts = await synapse.nodeHosts();
  expect(hosts).toHaveLength(1);
  return Number(hosts[0]);
}

/** Sends until it succeeds; resolves to how long that took, in milliseconds. */
async function timeUntilBack(): Promise<number> {
  const since = performance.now();
  for (;;) {
    const { status } = await alice.say(room, 'are you back?');
    if (status === 200) return performance.now() - since;
    expect(status).toBe(503);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a Node host that is killed', () => {
  test('is started again within two seconds, as often as it takes', async () => {
    for (let round = 0; round < 5; round += 1) {
      process.kill(await nodeHost(), 'SIGKILL');
      expect(await timeUntilBack()).toBeLessThan(2000);
      // One that dies at once, again and again, is waited for longer and longer.
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  });

  test('leaves its callbacks to their failure rules', async () => {
    process.kill(await nodeHost(), 'SIGKILL');
    const [sent, created, deactivated] = await Promise.all([
      alice.say(room, 'nobody can check this'),
      alice.createRoom(),
      alice.request('POST', '/_matrix/client/v3/account/deactivate', {
        auth: { type: 'm.login.password', identifier: { type: 'm.id.user', user: 'alice' }, password: 'pw' },
      }),
    ]);
    expect(sent).toEqual(UNAVAILABLE);
    expect(created.status).toBe(200);
    // Synapse itself only logs what this callback raises, and deactivates.
    expect(deactivated).toEqual(UNAVAILABLE);
    await timeUntilBack();
  });
});

describe('a Node host that hangs', () => {
  test('is killed, what waited for it is answered, and it is started again', async () => {
    const host = await nodeHost();
    process.kill(host, 'SIGSTOP');
    const since = performance.now();
    expect(await alice.say(room, 'hello?')).toEqual(UNAVAILABLE);
    expect(performance.now() - since).toBeLessThan(2500);
    expect(await timeUntilBack()).toBeLessThan(2000);
    expect(await nodeHost()).not.toBe(host);
  });
});

test('a Node host whose module ends the process is started again', async () => {
  const host = await nodeHost();
  await alice.say(room, 'exit');
  await timeUntilBack();
  await expect.poll(nodeHost).not.toBe(host);
});

test('what modules log stands in the log of Synapse under their names, also from @OnStart', () => {
  expect(synapse.log).toContain('bouton../gate.ts#Gate INFO The gate is open {"info": null}\n');
});

test('Synapse ends the Node host when it stops', async () => {
  const host = await nodeHost();
  await synapse.stop();
  expect(() => process.kill(host, 0)).toThrow('ESRCH');
});
