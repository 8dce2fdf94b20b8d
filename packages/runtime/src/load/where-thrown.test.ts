import { expect, test } from 'vitest';
import { whereDecorated, whereThrown } from './where-thrown.ts';

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

test('whereDecorated() takes the first place outside of the SDK that threw, behind the helpers of compilers', () => {
  const sdk = import.meta.filename;
  const stack = (between: string): Error =>
    withStack(
      `BoutonError: no good\n    at refuse (${sdk}:1:2)\n    at file://${sdk}:3:4${between}\n    at /srv/guard.ts:4:1`,
    );
  const helpers = [
    '',
    '\n    at __decorate (file:///srv/guard.js:2:3)',
    '\n    at DecorateProperty (/srv/node_modules/reflect-metadata/Reflect.js:5:6)\n    at Reflect.decorate (/srv/a.js:1:1)',
    '\n    at __decorateElement (/srv/guard.ts:1:1)',
    '\n    at __esDecorate (/srv/guard.js:1:1)\n    at node:internal/a:1:2',
    '\n    at _decorate (file:///srv/node_modules/@oxc-project/runtime/src/helpers/decorate.js:13:17)',
  ];
  for (const between of helpers) expect(whereDecorated(stack(between))).toBe('/srv/guard.ts:4:1');
  expect(whereDecorated(withStack('BoutonError: no good'))).toBe(undefined);
});
