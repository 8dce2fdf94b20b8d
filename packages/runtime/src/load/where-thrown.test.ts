import { expect, test } from 'vitest';
import { whereThrown } from './where-thrown.ts';

function withStack(stack: string): Error {
  return Object.assign(new Error('no good'), { stack });
}

test('whereThrown() takes the first place that is not in Node', () => {
  expect(
    whereThrown(
      withStack(`TypeError: no good
    at new Promise (<anonymous>)
    at node:internal/modules/esm/loader:650:26
    at Object.f (node:internal/modules/esm/utils:355:16)
    at async load (file:///srv/my%20modules/rules.ts:3:28)
    at /srv/modules/guard.ts:4:1`),
    ),
  ).toBe('/srv/my modules/rules.ts:3:28');
  expect(whereThrown(withStack('Error: no good\n    at /srv/modules/guard.ts:4:1'))).toBe('/srv/modules/guard.ts:4:1');
  expect(whereThrown(withStack('Error: no good\n    at new Guard (/srv/guard.ts:4:1)'))).toBe('/srv/guard.ts:4:1');
});

test('whereThrown() takes the line that does not parse', () => {
  expect(
    whereThrown(withStack('file:///srv/guard.js:3\n}\n^\n\nSyntaxError: no good\n    at node:internal/a:1:2')),
  ).toBe('/srv/guard.js:3');
});

test('whereThrown() knows nothing of an error of the runtime, or without a stack', () => {
  expect(whereThrown(withStack(`Error: no good\n    at load (${import.meta.filename}:1:2)`))).toBe(undefined);
  expect(whereThrown(withStack('Error: no good'))).toBe(undefined);
});
