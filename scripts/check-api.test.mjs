// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { checkApi, findEntries } from './check-api.mjs';
import { temporaryWorkspace } from './temporary-workspace.mjs';

const exports = { '.': './src/index.ts', './config': './src/config/index.ts', './package.json': './package.json' };
const compilerOptions = { composite: true, module: 'nodenext', target: 'es2024', rootDir: 'src', outDir: 'dist' };

/** A package with two entries. */
function rooms() {
  return temporaryWorkspace({
    'packages/rooms/package.json': { name: '@acme/rooms', type: 'module', exports },
    'packages/rooms/tsconfig.json': { compilerOptions, include: ['src'] },
    'packages/rooms/src/index.ts':
      'interface Room { id: string }\nexport function open(id: string): Room { return { id }; }\n',
    'packages/rooms/src/config/index.ts': "export * from './all.js';\nexport * as 'module.exports' from './all.js';\n",
    'packages/rooms/src/config/all.ts': 'export const level: number = 2;\n',
  });
}

test('`findEntries()` names the entries of a package, and the file that shows each', () => {
  expect(findEntries(rooms())).toEqual([
    { folder: 'packages/rooms', module: 'index', file: 'packages/rooms/api/index.api.md' },
    { folder: 'packages/rooms', module: 'config/index', file: 'packages/rooms/api/config.api.md' },
  ]);
});

test('`checkApi()` shows what is exported and what that needs, and says what has changed since', () => {
  const workspace = rooms();
  expect(checkApi(workspace, false)).toEqual([
    'packages/rooms/api/index.api.md: what the package exports is not what the report shows. There is no report yet.',
    'packages/rooms/api/config.api.md: what the package exports is not what the report shows. There is no report yet.',
    'If the changes are meant: node scripts/check-api.mjs --update',
  ]);
  expect(checkApi(workspace, true)).toEqual([]);
  expect(checkApi(workspace, false)).toEqual([]);
  const shown = (/** @type {string} */ name) =>
    readFileSync(join(workspace, `packages/rooms/api/${name}.api.md`), 'utf8');
  expect(shown('index')).toContain('export function open(id: string): Room;\n');
  expect(shown('index')).toContain('interface Room {\n');
  expect(shown('config')).toContain('const level: number;\n');

  writeFileSync(join(workspace, 'packages/rooms/src/config/all.ts'), 'export const level: string = "2";\n');
  writeFileSync(join(workspace, 'packages/rooms/api/old.api.md'), '');
  const [gone, changed = '', ...hint] = checkApi(workspace, false);
  expect(gone).toBe('packages/rooms/api/old.api.md: there is no such entry.');
  expect(changed).toContain('\n-export const level: number;\n+export const level: string;\n');
  expect(hint).toEqual(['If the changes are meant: node scripts/check-api.mjs --update']);

  expect(checkApi(workspace, true)).toEqual([]);
  expect(checkApi(workspace, false)).toEqual([]);
}, 120_000);

test('`checkApi()` reports what does not compile', () => {
  const workspace = rooms();
  writeFileSync(join(workspace, 'packages/rooms/src/index.ts'), 'export const level: number = "2";\n');
  const [fault, ...others] = checkApi(workspace, false);
  expect(fault).toMatch(/^The packages cannot be built\.\n.*index\.ts\(1,14\): error TS2322/);
  expect(others).toEqual([]);
});
