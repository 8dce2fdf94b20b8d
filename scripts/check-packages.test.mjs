// @ts-check
import { expect, test } from 'vitest';

import { checkPublishedExports } from './check-packages.mjs';

const exports = { '.': './src/index.ts', './config': './src/config/index.ts', './package.json': './package.json' };

test('`checkPublishedExports()` wants each entry of the workspace in dist, types first', () => {
  const published = {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './config': { types: './dist/config/index.d.ts', default: './dist/config/index.js' },
    './package.json': './package.json',
  };
  expect(checkPublishedExports('package.json', { exports, publishConfig: { exports: published } })).toEqual([]);
});

test('`checkPublishedExports()` wants the entries of a package that is bundled in dist/bundle', () => {
  const published = {
    '.': { types: './dist/index.d.ts', default: './dist/bundle/index.js' },
    './config': { types: './dist/config/index.d.ts', default: './dist/bundle/config.js' },
    './package.json': './package.json',
  };
  const scripts = { prepack: 'tsc -b && node ../../scripts/bundle.mjs' };
  expect(checkPublishedExports('package.json', { exports, scripts, publishConfig: { exports: published } })).toEqual(
    [],
  );
});

test('`checkPublishedExports()` reports an entry that is missing from the published package', () => {
  const published = { '.': { types: './dist/index.d.ts', default: './dist/index.js' } };
  expect(
    checkPublishedExports('packages/x/package.json', {
      exports: { '.': './src/index.ts', './config': './src/config.ts' },
      publishConfig: { exports: published },
    }),
  ).toEqual([
    'packages/x/package.json: "publishConfig.exports" is ' +
      '{".":{"types":"./dist/index.d.ts","default":"./dist/index.js"}}, but "exports" makes it ' +
      '{".":{"types":"./dist/index.d.ts","default":"./dist/index.js"},' +
      '"./config":{"types":"./dist/config.d.ts","default":"./dist/config.js"}}.',
  ]);
});
