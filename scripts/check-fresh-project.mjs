// @ts-check
// Follows README.md in a folder outside the repository, with the packed packages: the project must compile, pass its test and
// load, and give the same verdicts from source and compiled, with both standards of decorators, and compiled to CommonJS.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { createFreshProject } from './fresh-project.mjs';
import { report } from './sources.mjs';
import { env } from './workspace.mjs';

/** What the homeserver says to the users of the README, and what its web resource answers. */
const expected = {
  mallory: { status: 403, body: { errcode: 'M_FORBIDDEN', error: 'You are not permitted to create rooms' } },
  alice: { status: 200, body: { room_id: '!…' } },
  hello: { status: 200, body: { hello: 'x' } },
};

const initialise = 'npx tsc --init --target es2024 --types node --rootDir src --outDir dist';

/** How the module is named in bouton.yaml, and what makes it. */
const variants = [
  { module: './src/demo-module.ts' },
  { module: './dist/demo-module.js' },
  // With decorators of TC39, as `tsc --init` has them. Vitest alone does not know these.
  {
    module: './dist/demo-module.js',
    setUp: `rm -r dist tsconfig.json && ${initialise} && npx tsc && grep -q __esDecorate dist/*.js`,
  },
  { module: './src/demo-module.ts' },
  {
    module: './dist/demo-module.js',
    setUp:
      'npm pkg set type=commonjs && rm -r dist && npx tsc --verbatimModuleSyntax false && grep -q "exports.DemoModule =" dist/demo-module.js',
  },
];

/**
 * @param {string} url
 * @param {RequestInit} [init]
 * @returns {Promise<{ status: number, body: Record<string, unknown> }>}
 */
async function request(url, init) {
  const response = await fetch(url, init);
  return { status: response.status, body: /** @type {Record<string, unknown>} */ (await response.json()) };
}

/**
 * Registers a user who creates a room.
 *
 * @param {string} url
 * @param {string} username
 */
async function createRoom(url, username) {
  const registration = JSON.stringify({ username, password: 'pw', auth: { type: 'm.login.dummy' } });
  const { body } = await request(`${url}/_matrix/client/v3/register`, { method: 'POST', body: registration });
  const headers = { authorization: `Bearer ${String(body['access_token'])}` };
  const created = await request(`${url}/_matrix/client/v3/createRoom`, { method: 'POST', headers, body: '{}' });
  return 'room_id' in created.body ? { ...created, body: { room_id: '!…' } } : created;
}

/**
 * Starts the homeserver of a project, and asks it.
 *
 * @param {string} folder
 * @param {string} command
 */
async function verdicts(folder, command) {
  // Without npx, which does not wait for what it started when it is told to end.
  const [program = '', ...args] = command.replace('npx ', './node_modules/.bin/').split(/\s+/);
  const child = spawn(program, [...args, '--port', '0'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let output = '';
  /** @type {PromiseWithResolvers<string>} */
  const { promise: address, resolve, reject } = Promise.withResolvers();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
      if (url !== undefined) resolve(url);
    });
  }
  child.once('exit', () => reject(new Error(`The homeserver does not start:\n${output}`)));
  try {
    const url = await address;
    return {
      mallory: await createRoom(url, 'mallory'),
      alice: await createRoom(url, 'alice'),
      hello: await request(`${url}/_synapse/client/demo/hello?name=x`),
    };
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

/** @returns {Promise<string[]>} the faults */
async function checkFreshProject() {
  await using project = await createFreshProject();
  const commands = project.commands.map((line) => line.replace(/ +#.*/, ''));
  const start = commands.pop() ?? '';
  for (const command of commands) await project.run(command);

  const yaml = join(project.folder, 'bouton.yaml');
  const text = readFileSync(yaml, 'utf8');
  const faults = [];
  for (const [index, { module, setUp }] of variants.entries()) {
    if (setUp !== undefined) await project.run(setUp);
    writeFileSync(yaml, text.replace('./src/demo-module.ts', module));
    const checked = await project.run(commands.at(-1) ?? '');
    const line = `ok  ${module}#DemoModule  user_may_create_room, /_synapse/client/demo/hello\n`;
    if (checked !== line) faults.push(`bouton check says of ${module}:\n${checked}instead of:\n${line}`);
    const found = await verdicts(project.folder, `${start} --data data-${index}`);
    if (!isDeepStrictEqual(found, expected)) faults.push(`${module} answers ${JSON.stringify(found, null, 2)}`);
  }
  return faults;
}

if (import.meta.main) report(await checkFreshProject());
