// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

import { env, root } from './workspace.mjs';

/**
 * Runs a command on this terminal, at the top of the repository, until it ends.
 *
 * A signal to this process (Ctrl-C, `kill`) is passed on, and this process stays until the child has dealt with it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {Record<string, string>} [options.variables] environment variables to add
 * @param {boolean} [options.signalOnce] whether the child gets one signal at most. A Ctrl-C comes several times: the terminal
 *   sends it to all processes, and npm sends it on again
 * @param {number} [options.limitMs] when the child is stuck, and is killed: the promise rejects then
 * @returns {Promise<number>} the child's exit code; 128 plus the signal's number when a signal ended it
 */
export async function run(command, args, { variables = {}, signalOnce = false, limitMs } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...env, ...variables },
    stdio: 'inherit',
    detached: signalOnce,
    ...(limitMs !== undefined && { signal: AbortSignal.timeout(limitMs), killSignal: 'SIGKILL' }),
  });
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    if (!(signalOnce && child.killed)) child.kill(signal);
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, forward);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
    });
  } finally {
    for (const signal of signals) process.off(signal, forward);
  }
}
