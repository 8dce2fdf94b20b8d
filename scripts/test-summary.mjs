// @ts-check

/**
 * The part of Vitest's JSON report that is counted.
 *
 * @typedef {object} Report
 * @property {{ name: string, status: string, assertionResults: { status: string }[] }[]} testResults one per test file
 */

/**
 * Counts a test run.
 *
 * Whatever makes the run untrustworthy counts as a failure too: a file that did not load, an error outside of any test,
 * a run that ran no test, a runner that died before it reported.
 *
 * @param {Report | undefined} report Vitest's JSON report, if it wrote one
 * @param {number} exitCode Vitest's own exit code
 * @returns {{ passed: number, failed: number, skipped: number, faults: string[] }} `faults` explains the failures that
 *   Vitest did not pin on a test
 */
export function countTests(report, exitCode) {
  if (report === undefined) {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      faults: [`Vitest ended with exit code ${exitCode} and without a report.`],
    };
  }
  const tests = report.testResults.flatMap((file) => file.assertionResults.map((test) => test.status));
  const passed = tests.filter((status) => status === 'passed').length;
  const failedTests = tests.filter((status) => status === 'failed').length;
  const faults = report.testResults
    .filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'))
    .map((file) => `${file.name} failed outside of its tests.`);
  if (passed + failedTests === 0 && faults.length === 0) faults.push('No test ran.');
  if (exitCode !== 0 && failedTests === 0 && faults.length === 0) {
    faults.push(`Vitest ended with exit code ${exitCode} although no test failed.`);
  }
  const failed = failedTests + faults.length;
  return { passed, failed, skipped: tests.length - passed - failedTests, faults };
}

/**
 * The line that closes `npm test`.
 *
 * @param {{ passed: number, failed: number, skipped: number }} counts
 */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}
