// @ts-check
// `pnpm ok`: the whole gate, without the tests that start a real Synapse. One line per step; the output of a step is
// shown when it fails.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

import { install } from './install.mjs';
import { env, root } from './workspace.mjs';

/**
 * The steps, and the commands of each. They do not depend on each other; the longest begin first.
 *
 * @type {{ name: string, commands: string[][] }[]}
 */
const steps = [
  { name: 'tests', commands: [['vitest', 'run', '--project', 'bouton', '--allowOnly=false']] },
  // Those that build the packages come one after the other.
  {
    name: 'packages',
    commands: [
      ['node', 'scripts/check-packages.mjs'],
      ['node', 'scripts/check-api.mjs'],
      ['node', 'scripts/check-decorators.mjs'],
      ['node', 'scripts/check-fresh-project.mjs'],
    ],
  },
  {
    name: 'types',
    commands: [
      ['tsc', '-p', '.', '--pretty', 'false'],
      ['tsc', '-p', 'scripts', '--pretty', 'false'],
    ],
  },
  { name: 'lint', commands: [['oxlint']] },
  { name: 'format', commands: [['oxfmt', '--check']] },
  { name: 'knip', commands: [['knip', '--no-progress']] },
  { name: 'arrows', commands: [['node', 'scripts/check-arrows.mjs']] },
  { name: 'names', commands: [['node', 'scripts/check-names.mjs']] },
  { name: 'size', commands: [['node', 'scripts/check-size.mjs']] },
  { name: 'docs', commands: [['node', 'scripts/check-docs.mjs']] },
];

/**
 * Runs a command to its end.
 *
 * @param {string[]} command
 * @returns {Promise<{ succeeded: boolean, output: string }>}
 */
async function capture([command = '', ...args]) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...env, FORCE_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ succeeded: code === 0, output }));
  });
}

/** @param {typeof steps[number]} step */
async function check({ name, commands }) {
  const start = performance.now();
  /** @type {string[]} */
  const outputs = [];
  let passed = true;
  for (const command of commands) {
    const { succeeded, output } = await capture(command);
    if (!succeeded) outputs.push(output);
    passed &&= succeeded;
  }
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${name.padEnd(10)} ${seconds(start)}`);
  for (const output of outputs) console.log(output);
  return passed;
}

/** @param {number} start */
function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s`;
}

const start = performance.now();
await install();
/** @type {string[]} */
const failed = [];
const queue = [...steps];
async function lane() {
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    if (!(await check(step))) failed.push(step.name);
  }
}
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
console.log(failed.length === 0 ? `All is well, in ${seconds(start).trim()}.` : `Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
