// @ts-check
import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { temporaryWorkspace } from './temporary-workspace.mjs';
import { root } from './workspace.mjs';

// Python as it is, but without the network: `-m venv` makes a venv that is this script, and its pip keeps a list.
const offlinePython = `#!/bin/sh
case "$2" in
  venv) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
  pip) sleep 0.2; shift 5; echo "$*" >> "$INSTALLED"; case "$*" in *==0.0.0) echo "No such release" >&2; exit 1 ;; esac ;;
  *) PATH="\${PATH#*:}"; exec python3 "$@" ;;
esac
`;

/**
 * A workspace with the script in it, and a folder of commands that comes first on the PATH.
 *
 * @param {Record<string, string>} commands
 */
function workspaceWith(commands) {
  const workspace = temporaryWorkspace({
    'package.json': {},
    ...Object.fromEntries(Object.entries(commands).map(([name, code]) => [`bin/${name}`, code])),
  });
  mkdirSync(join(workspace, 'scripts'));
  for (const script of ['synapse-venv.mjs', 'execute.mjs', 'workspace.mjs']) {
    copyFileSync(join(root, 'scripts', script), join(workspace, 'scripts', script));
  }
  for (const name of Object.keys(commands)) chmodSync(join(workspace, 'bin', name), 0o755);
  return workspace;
}

/**
 * Runs the script.
 *
 * @param {string} workspace
 * @param {NodeJS.ProcessEnv} env
 * @param {...string} options
 * @returns {Promise<{ exitCode: number, stdout: string, stderr: string }>}
 */
function ensure(workspace, env, ...options) {
  const child = { env: { INSTALLED: join(workspace, 'installed'), ...env } };
  const command = [join(workspace, 'scripts/synapse-venv.mjs'), ...options];
  return new Promise((resolve) => {
    execFile(process.execPath, command, child, (error, stdout, stderr) => {
      resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

/** @param {string} workspace */
function offline(workspace) {
  return { PATH: `${join(workspace, 'bin')}:${process.env.PATH}` };
}

test('`ensureSynapseVenv()` says what is needed when there is no Python', async () => {
  const workspace = workspaceWith({});
  expect(await ensure(workspace, { PATH: join(workspace, 'bin') })).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'Error: Cannot install Synapse: Python 3.10 or newer is needed, but there is no Python on the PATH\n',
  });
});

test('`ensureSynapseVenv()` names the versions of Pythons that are too old', async () => {
  const workspace = workspaceWith({ python3: '#!/bin/sh\necho 3.9.18\n', python: '#!/bin/sh\necho 2.7.18\n' });
  expect(await ensure(workspace, { PATH: join(workspace, 'bin') })).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'Error: Cannot install Synapse: Python 3.10 or newer is needed, but python3 is 3.9.18, python is 2.7.18\n',
  });
});

test('`ensureSynapseVenv()` installs once when several processes call it at once, and not again', async () => {
  const workspace = workspaceWith({ python3: offlinePython });
  const env = { ...offline(workspace), SYNAPSE_VERSION: '1.2.3' };
  const done = { exitCode: 0, stdout: `${join(workspace, '.venv/bin/python')}\n`, stderr: '' };
  const installing = { ...done, stderr: 'Installing matrix-synapse 1.2.3 into .venv\n' };
  const both = await Promise.all([ensure(workspace, env), ensure(workspace, env)]);
  expect(both.toSorted((one, other) => one.stderr.length - other.stderr.length)).toEqual([done, installing]);
  expect(await ensure(workspace, env)).toEqual(done);
  expect(readFileSync(join(workspace, 'installed'), 'utf8')).toBe('matrix-synapse[redis]==1.2.3\n');
});

test('`ensureSynapseVenv()` installs anew when another version is wanted', async () => {
  const workspace = workspaceWith({ python3: offlinePython });
  await ensure(workspace, { ...offline(workspace), SYNAPSE_VERSION: '1.2.3' });
  await ensure(workspace, { ...offline(workspace), SYNAPSE_VERSION: '1.2.4' });
  expect(readFileSync(join(workspace, 'installed'), 'utf8')).toBe(
    'matrix-synapse[redis]==1.2.3\nmatrix-synapse[redis]==1.2.4\n',
  );
});

test('`ensureSynapseVenv()` adds what workers need, once', async () => {
  const workspace = workspaceWith({ python3: offlinePython });
  const env = { ...offline(workspace), SYNAPSE_VERSION: '1.2.3' };
  await ensure(workspace, env);
  const done = { exitCode: 0, stdout: `${join(workspace, '.venv/bin/python')}\n`, stderr: '' };
  const installing = { ...done, stderr: 'Installing clients of PostgreSQL and Redis into .venv\n' };
  expect(await ensure(workspace, env, '--workers')).toEqual(installing);
  expect(await ensure(workspace, env, '--workers')).toEqual(done);
  expect(await ensure(workspace, env)).toEqual(done);
  expect(readFileSync(join(workspace, 'installed'), 'utf8')).toBe(
    'matrix-synapse[redis]==1.2.3\nmatrix-synapse[redis]==1.2.3 psycopg2-binary\n',
  );
});

test('`ensureSynapseVenv()` shows what pip says when it fails, and tries again the next time', async () => {
  const workspace = workspaceWith({ python3: offlinePython });
  const env = { ...offline(workspace), SYNAPSE_VERSION: '0.0.0' };
  const python = join(workspace, '.venv/bin/python');
  const failure = {
    exitCode: 1,
    stdout: '',
    stderr: [
      'Installing matrix-synapse 0.0.0 into .venv',
      `Error: ${python} -m pip install --quiet --no-input matrix-synapse[redis]==0.0.0 ended with 1:`,
      'No such release',
      '',
    ].join('\n'),
  };
  expect(await ensure(workspace, env)).toEqual(failure);
  expect(await ensure(workspace, env)).toEqual(failure);
});

test('`ensureSynapseVenv()` takes the Python that BOUTON_SYNAPSE_PYTHON names, and installs nothing', async () => {
  const workspace = workspaceWith({ python3: offlinePython });
  const python = join(workspace, 'bin/python3');
  const env = { ...offline(workspace), BOUTON_SYNAPSE_PYTHON: python };
  const done = { exitCode: 0, stdout: `${python}\n`, stderr: '' };
  expect(await ensure(workspace, env)).toEqual(done);
  expect(await ensure(workspace, env, '--workers')).toEqual(done);
  expect(existsSync(join(workspace, '.venv'))).toBe(false);
});

test('`ensureSynapseVenv()` says so when the Python that BOUTON_SYNAPSE_PYTHON names does not exist', async () => {
  const workspace = workspaceWith({ python3: offlinePython });
  const env = { ...offline(workspace), BOUTON_SYNAPSE_PYTHON: '/nowhere/python' };
  const wanted = 'BOUTON_SYNAPSE_PYTHON is /nowhere/python, but there is no such file: a Python with Synapse is needed';
  expect(await ensure(workspace, env)).toEqual({ exitCode: 1, stdout: '', stderr: `Error: ${wanted}\n` });
});
