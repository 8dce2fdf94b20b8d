// @ts-check
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { temporaryWorkspace } from './temporary-workspace.mjs';
import { root } from './workspace.mjs';

const programs = {
  'usr/lib/postgresql/9/bin/initdb': '',
  'usr/lib/postgresql/15/bin/initdb': '',
  'usr/lib/postgresql/16/bin/psql': '',
  'usr/bin/redis-server': '',
  'usr/sbin/nginx': '',
};

// Notes what it is asked, and whether services may start, and installs nginx.
const aptGet = `#!/bin/sh
echo "$*, policy $(tail -n 1 "$MACHINE/usr/sbin/policy-rc.d")" >> "$MACHINE/asked"
[ "$1" = update ] || : > "$MACHINE/usr/sbin/nginx"
`;

/**
 * Calls `ensureServices()` in a process of its own.
 *
 * @param {string} machine the folder of the machine's files; its `apt` folder is first on the PATH
 * @param {string} [path] what follows on the PATH
 * @returns {Promise<{ stdout: string, stderr: string }>} what it returns, as JSON, or the message of the error
 */
function ensure(machine, path = process.env.PATH) {
  const code = `import { ensureServices } from ${JSON.stringify(join(root, 'scripts/services.mjs'))};
    ensureServices(process.env.MACHINE).then((found) => console.log(JSON.stringify(found)), (error) => console.error(error.message));`;
  const env = { MACHINE: machine, PATH: `${join(machine, 'apt')}:${path}` };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '--eval', code], { env }, (_, stdout, stderr) =>
      resolve({ stdout, stderr }),
    );
  });
}

/** @param {Record<string, string>} files */
function machineWith(files) {
  const machine = temporaryWorkspace(files);
  mkdirSync(join(machine, 'usr/sbin'), { recursive: true });
  if (existsSync(join(machine, 'apt/apt-get'))) chmodSync(join(machine, 'apt/apt-get'), 0o755);
  return machine;
}

/** @param {string} machine */
function servicesOf(machine) {
  return `${JSON.stringify({
    postgresBin: join(machine, 'usr/lib/postgresql/15/bin'),
    redis: join(machine, 'usr/bin/redis-server'),
    nginx: join(machine, 'usr/sbin/nginx'),
  })}\n`;
}

test('`ensureServices()` finds the newest PostgreSQL that has a server, and installs nothing when all is there', async () => {
  const machine = machineWith(programs);
  expect(await ensure(machine, '')).toEqual({ stdout: servicesOf(machine), stderr: '' });
});

test('`ensureServices()` installs what is missing, and keeps it from starting', async () => {
  const { 'usr/sbin/nginx': _, ...others } = programs;
  const machine = machineWith({ ...others, 'apt/apt-get': aptGet });
  expect(await ensure(machine)).toEqual({ stdout: servicesOf(machine), stderr: 'Installing nginx with apt-get\n' });
  expect(readFileSync(join(machine, 'asked'), 'utf8')).toBe(
    'update, policy exit 101\ninstall --yes --no-install-recommends nginx, policy exit 101\n',
  );
  expect(existsSync(join(machine, 'usr/sbin/policy-rc.d'))).toBe(false);
});

test('`ensureServices()` leaves a policy for services as it is', async () => {
  const { 'usr/sbin/nginx': _, ...others } = programs;
  const machine = machineWith({ ...others, 'apt/apt-get': aptGet, 'usr/sbin/policy-rc.d': 'exit 0' });
  await ensure(machine);
  expect(readFileSync(join(machine, 'asked'), 'utf8')).toContain('nginx, policy exit 0\n');
  expect(readFileSync(join(machine, 'usr/sbin/policy-rc.d'), 'utf8')).toBe('exit 0');
});

test('`ensureServices()` says what to install when apt-get fails', async () => {
  const machine = machineWith({ 'apt/apt-get': '#!/bin/sh\necho "are you root?" >&2; exit 100\n' });
  expect(await ensure(machine)).toEqual({
    stdout: '',
    stderr: [
      'Installing postgresql, redis-server, nginx with apt-get',
      'Cannot install what the tests with workers need. They want a Debian, and root: apt-get install postgresql redis-server nginx',
      'Error: apt-get update ended with 100:',
      'are you root?',
      '',
    ].join('\n'),
  });
});
