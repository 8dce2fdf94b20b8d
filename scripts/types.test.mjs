// @ts-check
import { execFile } from 'node:child_process';

import { expect, test } from 'vitest';

import { env, root } from './workspace.mjs';

/**
 * Type-checks a project.
 *
 * @param {string} project
 * @returns {Promise<string>} what the compiler reports
 */
function compile(project) {
  return new Promise((resolve) => {
    execFile('tsc', ['-p', project, '--pretty', 'false'], { cwd: root, env }, (_error, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
}

// What must not compile stands in the sources under `@ts-expect-error`, which is an error itself when nothing is wrong.
test('the workspace compiles, and whatever it marks with `@ts-expect-error` does not', async () => {
  expect(await compile('.')).toBe('');
  expect(await compile('scripts')).toBe('');
});
