// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { expect, test } from 'vitest';

/**
 * Starts a process that runs another one with `run()`, and ends with the exit code that `run()` returns.
 *
 * @param {string} code the JavaScript of the inner process
 * @param {Parameters<typeof import('./run.mjs').run>[2]} [options]
 */
function runInChild(code, options = {}) {
  const outer = `
    import { run } from ${JSON.stringify(new URL('run.mjs', import.meta.url).href)};
    process.exitCode = await run(process.execPath, ['--eval', ${JSON.stringify(code)}], ${JSON.stringify(options)});
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

test('`run()` passes one signal on, if it is told to, of several that come', async () => {
  const child = runInChild(
    `
      let signals = 0;
      process.on('SIGINT', () => {
        signals += 1;
        setTimeout(() => process.exit(signals), 200);
      });
      setInterval(() => {}, 1000);
      console.log('ready');
    `,
    { signalOnce: true },
  );
  await once(createInterface(child.stdout), 'line');
  child.kill('SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([1, null]);
});

test('`run()` adds variables to the environment of the child', async () => {
  const child = runInChild("process.exit(process.env.ANSWER === '42' && process.env.PATH ? 3 : 1)", {
    variables: { ANSWER: '42' },
  });
  expect(await once(child, 'close')).toEqual([3, null]);
});

test('`run()` kills a child that takes longer than its limit, and rejects', async () => {
  const child = runInChild('setInterval(() => {}, 1000);', { limitMs: 300 });
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
});
