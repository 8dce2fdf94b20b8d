// @ts-check
// `npm test [-- Vitest's options]`: every test of the workspace, those against a real Synapse included. The last line is
// `N passed, N failed`, and the exit code is 0 only when tests ran and none failed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { install } from './install.mjs';
import { run } from './run.mjs';
import { ensureSynapseVenv } from './synapse-venv.mjs';
import { countTests, summaryLine } from './test-summary.mjs';
import { bin } from './workspace.mjs';

/** The tests take a few minutes. */
const STUCK_AFTER = 40 * 60 * 1000;

const folder = mkdtempSync(join(tmpdir(), 'bouton-test-'));
const report = join(folder, 'report.json');

async function runTests() {
  try {
    await install();
    await ensureSynapseVenv();
    const vitest = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--allowOnly=false',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const exitCode = await run(join(bin, 'node'), [...vitest, ...process.argv.slice(2)], { limitMs: STUCK_AFTER });
    return countTests(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined, exitCode);
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, faults: [String(error)] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const counts = await runTests();
for (const fault of counts.faults) console.error(fault);
console.log(summaryLine(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;
