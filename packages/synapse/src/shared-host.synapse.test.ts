import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMAND, startSynapse, type SynapseProcess } from './test/start-synapse.ts';
import { requestJson } from './test/synapse-user.ts';

let folder: string;
let socket: string;
let host: ChildProcess;
let one: SynapseProcess;
let other: SynapseProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bouton-'));
  socket = join(folder, 'bouton.sock');
  host = startHost();
  const item = {
    project: fileURLToPath(new URL('fixtures', import.meta.url)),
    socket,
    modules: [{ module: './probe.ts#Probe' }],
  };
  one = await startSynapse({ items: [item] });
  other = await startSynapse({ items: [item] });
});

afterAll(async () => {
  await one[Symbol.asyncDispose]();
  await other[Symbol.asyncDispose]();
  host.kill('SIGTERM');
  await rm(folder, { recursive: true });
});

function startHost(): ChildProcess {
  const [command = '', ...args] = COMMAND;
  return spawn(command, [...args, 'host', '--socket', socket], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function call(synapse: SynapseProcess, member: string, ...args: unknown[]): Promise<object> {
  return requestJson(`${synapse.url}/_synapse/client/probe/api`, {
    method: 'POST',
    body: JSON.stringify({ member, args }),
  });
}

test('the socket is for its owner alone', async () => {
  expect((await stat(socket)).mode & 0o777).toBe(0o600);
});

test('no Synapse process has a Node host of its own', async () => {
  expect(await Promise.all([one.nodeHosts(), other.nodeHosts()])).toEqual([[], []]);
});

test('a module exists once for all Synapse processes, and calls the one that it serves', async () => {
  await one.user('only-here');
  const callsOf = (await (await fetch(`${other.url}/_synapse/client/probe/calls`)).json()) as unknown[];
  expect(callsOf).toContainEqual(['checkRegistrationForSpam', null, 'only-here']);
  expect(await call(one, 'checkUserExists', '@only-here:localhost')).toEqual({
    status: 200,
    body: { answer: '@only-here:localhost' },
  });
  expect(await call(other, 'checkUserExists', '@only-here:localhost')).toEqual({ status: 200, body: { answer: null } });
});

test('both join again when the host was started anew', async () => {
  host.kill('SIGKILL');
  await once(host, 'exit');
  expect(await call(one, 'isUserAdmin', '@only-here:localhost')).toEqual({
    status: 503,
    body: { errcode: 'M_UNKNOWN', error: 'A module of this homeserver does not answer' },
  });
  host = startHost();
  for (const synapse of [one, other]) {
    const asked = (): Promise<object> => call(synapse, 'isUserAdmin', '@only-here:localhost');
    await expect.poll(asked, { timeout: 5000 }).toEqual({ status: 200, body: { answer: false } });
  }
});
