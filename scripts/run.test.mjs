// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { expect, test } from 'vitest';

/**
 * Starts a process that runs another one with `run()`, and ends with the exit code that `run()` returns.
 *
 * @param {string} code the JavaScript of the inner process
 */
function runInChild(code) {
  const outer = `
    import { run } from ${JSON.stringify(new URL('run.mjs', import.meta.url).href)};
    process.exitCode = await run(process.execPath, ['--eval', ${JSON.stringify(code)}]);
  `;
  return spawn(process.execPath, ['--input-type=module', '--eval', outer], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test.for(/** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))(
  '`run()` passes %s on, and waits for the exit code of a child that ends in its own time',
  async (signal) => {
    const child = runInChild(`
      process.on('${signal}', () => setTimeout(() => process.exit(7), 50));
      setInterval(() => {}, 1000);
      console.log('ready');
    `);
    await once(createInterface(child.stdout), 'line');
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([7, null]);
  },
);

test('`run()` returns 128 and the number of the signal that ended the child', async () => {
  const child = runInChild("process.kill(process.pid, 'SIGKILL')");
  expect(await once(child, 'close')).toEqual([137, null]);
});
