// @ts-check
import { expect, test } from 'vitest';

import { checkSize } from './check-size.mjs';
import { temporaryWorkspace } from './temporary-workspace.mjs';

const manifest = { name: '@bouton/sdk', type: 'module', exports: './index.js' };

test('`checkSize()` accepts an SDK that is small and needs no validator, whatever its configurations need', async () => {
  const workspace = temporaryWorkspace({
    'node_modules/@bouton/sdk/package.json': manifest,
    'node_modules/@bouton/sdk/index.js': "export const Module = () => import('./config.js');",
    'node_modules/@bouton/sdk/config.js': "export * from 'class-validator';",
    'node_modules/class-validator/index.js': 'exports.IsInt = () => {};',
  });
  expect(await checkSize(workspace)).toEqual([]);
});

test('`checkSize()` reports a validator behind the root entry, unused as it may be, and a large bundle', async () => {
  const workspace = temporaryWorkspace({
    'node_modules/@bouton/sdk/package.json': manifest,
    'node_modules/@bouton/sdk/index.js': "export * from './config.js';\nexport const Module = () => 'a long text';",
    'node_modules/@bouton/sdk/config.js': "export { IsInt } from 'class-validator';",
    'node_modules/class-validator/package.json': { type: 'module', main: 'index.js', sideEffects: false },
    'node_modules/class-validator/index.js': 'export const IsInt = () => {};',
  });
  expect(await checkSize(workspace, 10)).toEqual([
    '@bouton/sdk imports class-validator, which belongs to @bouton/sdk/config.',
    expect.stringMatching(/^\{ Module \} of @bouton\/sdk is \d+ bytes in a bundle, and may be 10\.$/),
  ]);
});
