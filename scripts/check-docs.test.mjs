// @ts-check
import { expect, test } from 'vitest';

import { checkDocs } from './check-docs.mjs';
import { temporaryWorkspace } from './temporary-workspace.mjs';

test('`checkDocs()` reports every exported declaration without a doc comment', () => {
  const workspace = temporaryWorkspace({
    'packages/sdk/src/undocumented.ts': [
      '/** Belongs to the import. */',
      "import { a } from './a.ts';",
      'export const constant = 1;',
      '/* Not a doc comment. */',
      'export function callable(): void {}',
      '// Not one either.',
      'export class Thing {}',
      'export interface Shape {}',
      'export type Name = string;',
      '/** Documents `inner`, not `later`. */',
      'const inner = 1;',
      'const later = 2;',
      'export { inner, later as renamed };',
      'export default inner;',
    ].join('\n'),
  });
  const file = 'packages/sdk/src/undocumented.ts';
  expect(checkDocs(workspace)).toEqual([
    `${file}:3: 'constant' is exported and has no doc comment.`,
    `${file}:5: 'callable' is exported and has no doc comment.`,
    `${file}:7: 'Thing' is exported and has no doc comment.`,
    `${file}:8: 'Shape' is exported and has no doc comment.`,
    `${file}:9: 'Name' is exported and has no doc comment.`,
    `${file}:12: 'later' is exported and has no doc comment.`,
    `${file}:14: 'default' is exported and has no doc comment.`,
  ]);
});

test('`checkDocs()` accepts documented declarations, overloads, re-exports, and undocumented tests', () => {
  const workspace = temporaryWorkspace({
    'packages/sdk/src/documented.ts': [
      "export { a } from './a.ts';",
      "export * from './b.ts';",
      '/** A constant. */',
      '// oxlint-disable-next-line no-magic',
      'export const constant = 1;',
      '/** Takes a number or a string. */',
      'export function overloaded(x: number): void;',
      'export function overloaded(x: string): void;',
      'export function overloaded(): void {}',
      'const notExported = 1;',
    ].join('\n'),
    'packages/sdk/src/documented.test.ts': 'export const helper = 1;',
    'examples/demo/src/index.ts': 'export const example = 1;',
  });
  expect(checkDocs(workspace)).toEqual([]);
});
