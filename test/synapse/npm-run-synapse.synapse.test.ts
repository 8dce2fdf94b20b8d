import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../packages/synapse/src/test/free-port.ts';
import { requestJson, SynapseUser } from '../../packages/synapse/src/test/synapse-user.ts';
import { root } from '../../scripts/workspace.mjs';

let data: string;
let url: string;
let npm: ChildProcess;
let output = '';

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'npm-run-synapse-'));
  const port = await freePort();
  url = `http://localhost:${port}`;
  // A group of its own, which is what a terminal sends Ctrl-C to.
  npm = spawn('npm', ['run', 'synapse', '--', '--port', String(port), '--data', data], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [npm.stdout, npm.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  while (!output.includes('Synapse serves at')) {
    if (npm.exitCode !== null) throw new Error(`npm run synapse ended with exit code ${npm.exitCode}:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});

afterAll(async () => {
  if (npm.exitCode === null) await pressCtrlC();
  await rm(data, { recursive: true });
});

async function pressCtrlC(): Promise<unknown> {
  const closed = once(npm, 'close');
  process.kill(-npm.pid!, 'SIGINT');
  return closed;
}

/** The process ids of a process's children, their children, and so on. */
async function descendants(pid: number): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-e', '-o', 'pid=', '-o', 'ppid=']);
  const rows = stdout
    .split('\n')
    .filter(Boolean)
    .map((row) => row.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    rows.filter(([, ppid]) => ppid === parent).flatMap(([child = 0]) => [child, ...below(child)]);
  return below(pid);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('`npm run synapse` refuses rooms to the users whom the demo module denies', async () => {
  const mallory = await SynapseUser.register(url, 'mallory');
  expect(await mallory.createRoom()).toEqual({
    status: 403,
    body: { errcode: 'M_FORBIDDEN', error: 'You are not permitted to create rooms' },
  });
});

test('`npm run synapse` gives rooms to other users', async () => {
  const alice = await SynapseUser.register(url, 'alice');
  expect(await alice.createRoom()).toEqual({ status: 200, body: { room_id: expect.stringMatching(/^!/) } });
});

test('`npm run synapse` serves the web resource of the demo module', async () => {
  expect(await requestJson(`${url}/_synapse/client/demo/hello?name=x`)).toEqual({ status: 200, body: { hello: 'x' } });
});

test('`npm run synapse` ends with Ctrl-C, its Node host too', async () => {
  const processes = await descendants(npm.pid!);
  await pressCtrlC();
  expect(processes.length).toBeGreaterThanOrEqual(3);
  expect(processes.filter(isAlive)).toEqual([]);
  expect(output).not.toMatch(/ERROR|CRITICAL|Traceback/);
});

test('`npm run synapse` refuses a port that is none', async () => {
  await expect(
    promisify(execFile)('npm', ['run', 'synapse', '--', '--port', '99999'], { cwd: root }),
  ).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Error: --port must be a number from 1 to 65535, found "99999"\n'),
  });
});
