// @ts-check
import { expect, test } from 'vitest';

import { countTests, summaryLine } from './test-summary.mjs';

/**
 * @param {string} status
 * @param {string[]} tests
 */
const file = (status, ...tests) => ({
  name: 'x.test.ts',
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test('`countTests()` adds up the tests of all files', () => {
  const report = { testResults: [file('passed', 'passed', 'skipped'), file('failed', 'failed', 'passed', 'todo')] };
  expect(countTests(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 2, faults: [] });
});

test('`countTests()` counts a file that did not load as a failure', () => {
  expect(countTests({ testResults: [file('passed', 'passed'), file('failed')] }, 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    faults: ['x.test.ts failed outside of its tests.'],
  });
});

test('`countTests()` counts an error outside of any file as a failure', () => {
  expect(countTests({ testResults: [file('passed', 'passed')] }, 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    faults: ['Vitest ended with exit code 1 although no test failed.'],
  });
});

test('`countTests()` counts a run without tests as a failure', () => {
  expect(countTests({ testResults: [] }, 0)).toEqual({ passed: 0, failed: 1, skipped: 0, faults: ['No test ran.'] });
});

test('`countTests()` counts a run in which every test was skipped as a failure', () => {
  expect(countTests({ testResults: [file('passed', 'skipped')] }, 0)).toEqual({
    passed: 0,
    failed: 1,
    skipped: 1,
    faults: ['No test ran.'],
  });
});

test('`countTests()` counts a runner that wrote no report as a failure', () => {
  expect(countTests(undefined, 137)).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
    faults: ['Vitest ended with exit code 137 and without a report.'],
  });
});

test('`summaryLine()` mentions skipped tests only when there are any', () => {
  expect(summaryLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  expect(summaryLine({ passed: 12, failed: 3, skipped: 1 })).toBe('12 passed, 3 failed, 1 skipped');
});
