import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { parseModuleSpecifier } from './module-specifier.ts';
import { resolveModule } from './resolve-module.ts';

const files = {
  'modules/guard.ts': '',
  'modules/notes.txt': '',
  'node_modules/@acme/rooms/package.json': JSON.stringify({
    name: '@acme/rooms',
    exports: { '.': { import: './lib/index.js' }, './guard': './lib/guard.js' },
  }),
  'node_modules/@acme/rooms/lib/index.js': '',
  'node_modules/@acme/rooms/lib/guard.js': '',
  'node_modules/old/package.json': JSON.stringify({ name: 'old', exports: { require: './index.cjs' } }),
  'node_modules/unbuilt/package.json': JSON.stringify({ name: 'unbuilt', exports: './dist/index.js' }),
};

/** The path that a name leads to, or the message of the error. */
async function resolved(name: string, from = ''): Promise<string> {
  await using folder = await temporaryFolder(files);
  try {
    return folder.relative(resolveModule(parseModuleSpecifier(name), folder.file(from)));
  } catch (error) {
    return folder.relative(String(error));
  }
}

test('resolveModule() finds files relative to the folder', async () => {
  expect(await resolved('./modules/guard.ts#Guard')).toBe('/folder/modules/guard.ts');
  expect(await resolved('../modules/guard.ts#Guard', 'modules')).toBe('/folder/modules/guard.ts');
});

test('resolveModule() finds packages by their exports for import', async () => {
  expect(await resolved('@acme/rooms#Guard')).toBe('/folder/node_modules/@acme/rooms/lib/index.js');
  expect(await resolved('@acme/rooms/guard')).toBe('/folder/node_modules/@acme/rooms/lib/guard.js');
  expect(await resolved('@acme/rooms', 'modules')).toBe('/folder/node_modules/@acme/rooms/lib/index.js');
});

test('resolveModule() finds a linked package where it really is', async () => {
  expect(await resolved('@bouton/sdk')).toMatch(/packages\/sdk\/src\/index\.ts$/);
});

test('resolveModule() names the nearest file when there is none of this name', async () => {
  expect(await resolved('./modules/gaurd.ts')).toBe(
    'BoutonError: there is no file /folder/modules/gaurd.ts; did you mean "guard.ts"?',
  );
  expect(await resolved('./modules')).toBe('BoutonError: /folder/modules is not a file');
  expect(await resolved('./lib/guard.ts')).toBe('BoutonError: there is no folder /folder/lib');
});

test('resolveModule() says how to install a package that is missing', async () => {
  expect(await resolved('@acme/missing/guard#Guard')).toBe(
    'BoutonError: the package @acme/missing is not installed in /folder or above it; install it with "npm install @acme/missing"',
  );
});

test('resolveModule() tells a file without ./ from a package', async () => {
  expect(await resolved('modules/guard.ts#Guard')).toBe(
    'BoutonError: the name of a file begins with ./ or /: "./modules/guard.ts"',
  );
});

test('resolveModule() says what a package does not export', async () => {
  expect(await resolved('@acme/rooms/secret')).toBe('BoutonError: the package @acme/rooms does not export ./secret');
  expect(await resolved('old')).toBe('BoutonError: the package old does not export anything for import');
});

test('resolveModule() says which file of a package is missing', async () => {
  expect(await resolved('unbuilt')).toBe(
    'BoutonError: the package unbuilt is installed, but not built: there is no file /folder/node_modules/unbuilt/dist/index.js',
  );
});

test.for(['@acme', 'Not a name', 'fs', 'node:fs', 'https://example.com/guard.js', ''])(
  'resolveModule() refuses %j, which is the name of no package',
  async (name) => {
    expect(await resolved(name)).toBe(`BoutonError: ${JSON.stringify(name)} is not the name of a package or a file`);
  },
);
