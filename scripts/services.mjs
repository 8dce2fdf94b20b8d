// @ts-check
// PostgreSQL, Redis and nginx, which the tests with Synapse's workers start: Debian's packages.
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { execute } from './execute.mjs';

/**
 * Where the programs are.
 *
 * @typedef {object} Services
 * @property {string} postgresBin the folder of PostgreSQL's programs
 * @property {string} redis
 * @property {string} nginx
 */

/**
 * Installs Debian's packages postgresql, redis-server and nginx, if one is missing. They are not started.
 *
 * @param {string} [root] the folder of the machine's files
 * @returns {Promise<Services>} where they are
 * @throws {Error} when apt-get is needed and cannot install them: it is not there, or this user is not root
 */
export async function ensureServices(root = '/') {
  const missing = missingPackages(root);
  if (missing.length > 0) await install(missing, root);
  const stillMissing = missingPackages(root);
  if (stillMissing.length > 0)
    throw new Error(`${stillMissing.join(', ')} was installed, but its program is not there`);
  return { postgresBin: postgresBin(root) ?? '', redis: redis(root), nginx: nginx(root) };
}

/** @param {string} root */
function missingPackages(root) {
  const found = {
    postgresql: postgresBin(root) !== undefined,
    'redis-server': existsSync(redis(root)),
    nginx: existsSync(nginx(root)),
  };
  return Object.entries(found).flatMap(([name, isFound]) => (isFound ? [] : [name]));
}

/** @param {string} root */
function postgresBin(root) {
  const folder = join(root, 'usr/lib/postgresql');
  if (!existsSync(folder)) return undefined;
  const versions = readdirSync(folder).filter((version) => existsSync(join(folder, version, 'bin/initdb')));
  const newest = versions.toSorted((one, other) => Number(one) - Number(other)).at(-1);
  return newest === undefined ? undefined : join(folder, newest, 'bin');
}

/** @param {string} root */
function redis(root) {
  return join(root, 'usr/bin/redis-server');
}

/** @param {string} root */
function nginx(root) {
  return join(root, 'usr/sbin/nginx');
}

/**
 * @param {readonly string[]} packages
 * @param {string} root
 */
async function install(packages, root) {
  process.stderr.write(`Installing ${packages.join(', ')} with apt-get\n`);
  // Debian's packages start their services, unless this file forbids it.
  const policy = join(root, 'usr/sbin/policy-rc.d');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  let isPolicyOurs = false;
  try {
    if (!existsSync(policy)) {
      writeFileSync(policy, '#!/bin/sh\nexit 101\n');
      isPolicyOurs = true;
      chmodSync(policy, 0o755);
    }
    await execute('apt-get', ['update'], env);
    await execute('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], env);
  } catch (error) {
    throw new Error(
      `Cannot install what the tests with workers need. They want a Debian, and root: apt-get install ${packages.join(' ')}\n${String(error)}`,
      { cause: error },
    );
  } finally {
    if (isPolicyOurs) rmSync(policy);
  }
}
