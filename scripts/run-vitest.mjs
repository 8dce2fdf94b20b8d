// @ts-check
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from './run.mjs';
import { countTests, summaryLine } from './test-summary.mjs';
import { bin } from './workspace.mjs';

/** The tests take a few minutes. */
const STUCK_AFTER = 40 * 60 * 1000;

/**
 * Runs Vitest for this script: the last line that it prints is `N passed, N failed`, and the exit code is 0 only when tests
 * ran and none failed.
 *
 * @param {() => Promise<unknown>} prepare installs what the tests need
 * @param {readonly string[]} options Vitest's options
 */
export async function runVitest(prepare, options) {
  const counts = await runTests(prepare, options);
  for (const fault of counts.faults) console.error(fault);
  console.log(summaryLine(counts));
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

/**
 * @param {() => Promise<unknown>} prepare
 * @param {readonly string[]} options
 */
async function runTests(prepare, options) {
  const folder = mkdtempSync(join(tmpdir(), 'bouton-test-'));
  const report = join(folder, 'report.json');
  try {
    await prepare();
    const vitest = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--allowOnly=false',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const exitCode = await run(join(bin, 'node'), [...vitest, ...options], { limitMs: STUCK_AFTER });
    return countTests(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined, exitCode);
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, faults: [String(error)] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
