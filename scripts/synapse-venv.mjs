// @ts-check
// `node scripts/synapse-venv.mjs [--workers]`: makes `.venv` with the Synapse that Bouton is tested against, and prints the
// path of its Python. `SYNAPSE_VERSION=1.164.0 npm test` tries another release, and
// `BOUTON_SYNAPSE_PYTHON=/elsewhere/bin/python npm test` the one that a venv of yours has.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { execute } from './execute.mjs';
import { root } from './workspace.mjs';

/** The matrix-synapse release that Bouton is tested against. */
const synapseVersion = process.env.SYNAPSE_VERSION || '1.163.2';

const venv = join(root, '.venv');
const venvPython = join(venv, 'bin', 'python');
const stamp = join(venv, 'bouton-synapse-version');
const workersStamp = join(venv, 'bouton-synapse-workers-version');
const thisFile = fileURLToPath(import.meta.url);

/**
 * Makes `.venv` with matrix-synapse, unless it is there in the wanted version; the first time takes some 20 seconds.
 * Processes that call it at once wait for one of them.
 *
 * If the environment variable `BOUTON_SYNAPSE_PYTHON` is set, its Python is used as it is, whatever it has, and nothing is
 * installed. It needs `matrix-synapse[redis]`, and for workers `psycopg2-binary`.
 *
 * @param {object} [options]
 * @param {boolean} [options.forWorkers] whether Synapse is to run with workers: with PostgreSQL and Redis
 * @returns {Promise<string>} the path of the Python that has Synapse
 * @throws {Error} when there is no Python 3.10 or newer, when pip cannot install Synapse, or when the Python that
 *   `BOUTON_SYNAPSE_PYTHON` names does not exist
 */
export async function ensureSynapseVenv({ forWorkers = false } = {}) {
  const given = process.env.BOUTON_SYNAPSE_PYTHON;
  if (given) return existingPython(given);
  if (isReady(stamp) && (!forWorkers || isReady(workersStamp))) return venvPython;
  const python = await findPython();
  const unlock = await lock(python);
  try {
    if (!isReady(stamp)) await build(python);
    if (forWorkers && !isReady(workersStamp)) await addWorkers();
    return venvPython;
  } finally {
    unlock();
  }
}

/** @param {string} path */
function existingPython(path) {
  const absolute = resolve(path);
  if (existsSync(absolute)) return absolute;
  throw new Error(`BOUTON_SYNAPSE_PYTHON is ${path}, but there is no such file: a Python with Synapse is needed`);
}

/** @param {string} versionFile */
function isReady(versionFile) {
  return existsSync(venvPython) && existsSync(versionFile) && readFileSync(versionFile, 'utf8') === synapseVersion;
}

/** @param {string} python */
async function build(python) {
  process.stderr.write(`Installing matrix-synapse ${synapseVersion} into .venv\n`);
  await execute(python, ['-m', 'venv', '--clear', venv]);
  // Without its client of Redis, Synapse refuses the settings that tests of replication have.
  const synapse = `matrix-synapse[redis]==${synapseVersion}`;
  await execute(venvPython, ['-m', 'pip', 'install', '--quiet', '--no-input', synapse]);
  writeFileSync(stamp, synapseVersion);
}

async function addWorkers() {
  process.stderr.write('Installing clients of PostgreSQL and Redis into .venv\n');
  // Synapse's own extra for PostgreSQL is psycopg2 without -binary, which a C compiler would have to build.
  const packages = [`matrix-synapse[redis]==${synapseVersion}`, 'psycopg2-binary'];
  await execute(venvPython, ['-m', 'pip', 'install', '--quiet', '--no-input', ...packages]);
  writeFileSync(workersStamp, synapseVersion);
}

/** @returns {Promise<string>} the command of the first Python on the PATH that Synapse can run on */
async function findPython() {
  const commands = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
  const found = [];
  for (const command of commands) {
    const version = await pythonVersion(command);
    if (version === undefined) continue;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major === 3 && minor >= 10) return command;
    found.push(`${command} is ${version}`);
  }
  throw new Error(
    `Cannot install Synapse: Python 3.10 or newer is needed, but ${found.join(', ') || 'there is no Python on the PATH'}`,
  );
}

/**
 * @param {string} command
 * @returns {Promise<string | undefined>} undefined when there is no such command, or when it does not run
 */
async function pythonVersion(command) {
  try {
    const { stdout } = await promisify(execFile)(command, ['-c', 'import platform; print(platform.python_version())']);
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/**
 * Waits until no other process holds the lock, and takes it.
 *
 * A Python process holds it, as Node cannot lock files; it ends with its standard input, so that the lock is free again
 * even when this process is killed.
 *
 * @param {string} python
 * @returns {Promise<() => void>} frees the lock
 */
async function lock(python) {
  const code =
    'import fcntl, sys; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX); print("locked", flush=True); sys.stdin.read()';
  const holder = spawn(python, ['-c', code, thisFile], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [event] = await Promise.race([
    once(holder.stdout, 'data').then(() => ['locked']),
    once(holder, 'exit').then(([exitCode]) => [`ended with exit code ${exitCode}`]),
  ]);
  if (event !== 'locked') throw new Error(`Cannot lock ${thisFile}: ${python} ${event}`);
  return () => void holder.stdin.end();
}

if (process.argv[1] === thisFile) {
  try {
    console.log(await ensureSynapseVenv({ forWorkers: process.argv.includes('--workers') }));
  } catch (error) {
    console.error(String(error));
    process.exitCode = 1;
  }
}
