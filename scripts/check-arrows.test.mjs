// @ts-check
import { expect, test } from 'vitest';

import { checkArrows } from './check-arrows.mjs';
import { temporaryWorkspace } from './temporary-workspace.mjs';

const sdk = { name: '@bouton/sdk', exports: { '.': './src/index.ts', './config': './src/config.ts' } };
const homeserver = { name: '@bouton/homeserver', exports: { '.': './src/index.ts' } };
const demo = { name: '@bouton/example-demo', peerDependencies: { '@bouton/sdk': 'workspace:^' } };

test('`checkArrows()` accepts imports along the arrows, of oneself, and of what is not a package of the workspace', () => {
  const workspace = temporaryWorkspace({
    'packages/sdk/package.json': sdk,
    'packages/homeserver/package.json': { ...homeserver, dependencies: { '@bouton/sdk': 'workspace:^', hono: '^4' } },
    'packages/homeserver/src/index.ts': `
      import { join } from 'node:path';
      import { Hono } from 'hono';
      import type { UserId } from '@bouton/sdk';
      import { IsUserId } from '@bouton/sdk/config';
      import { startHomeserver } from '@bouton/homeserver';
      export * from './start.ts';
    `,
  });
  expect(checkArrows(workspace)).toEqual([]);
});

test('`checkArrows()` reports a forbidden import with file and line, in every form an import can have', () => {
  const workspace = temporaryWorkspace({
    'packages/homeserver/package.json': homeserver,
    'packages/homeserver/src/rooms/create.ts': [
      "import { SynapseHost } from '@bouton/synapse';",
      "import type { Host } from '@bouton/synapse';",
      "export { main } from '@bouton/cli';",
      "export * from '@bouton/testing';",
      "const kit = await import('@bouton/testing');",
      "type Kit = import('@bouton/testing').Kit;",
    ].join('\n'),
  });
  const file = 'packages/homeserver/src/rooms/create.ts';
  const allowed = 'only @bouton/contract, @bouton/sdk, @bouton/runtime.';
  expect(checkArrows(workspace)).toEqual([
    `${file}:1: @bouton/homeserver may not use @bouton/synapse, ${allowed}`,
    `${file}:2: @bouton/homeserver may not use @bouton/synapse, ${allowed}`,
    `${file}:3: @bouton/homeserver may not use @bouton/cli, ${allowed}`,
    `${file}:4: @bouton/homeserver may not use @bouton/testing, ${allowed}`,
    `${file}:5: @bouton/homeserver may not use @bouton/testing, ${allowed}`,
    `${file}:6: @bouton/homeserver may not use @bouton/testing, ${allowed}`,
  ]);
});

test("`checkArrows()` reports a way into another package's files", () => {
  const workspace = temporaryWorkspace({
    'packages/sdk/package.json': sdk,
    'packages/homeserver/package.json': homeserver,
    'packages/homeserver/src/index.ts': [
      "import '@bouton/sdk/src/errors/codes.ts';",
      "import '../../sdk/src/index.ts';",
      "import '../../../scripts/run.mjs';",
    ].join('\n'),
    'packages/homeserver/src/index.test.ts': "import '../../../scripts/run.mjs';",
    'test/package.json': { name: '@bouton/test' },
    'test/e2e/login.test.ts': "import '@bouton/homeserver';\nimport '../../packages/sdk/src/index.ts';",
  });
  const leads = (/** @type {string} */ specifier, /** @type {string} */ name) =>
    `'${specifier}' leads out of ${name}; import the other package by its name.`;
  expect(checkArrows(workspace)).toEqual([
    "packages/homeserver/src/index.ts:1: '@bouton/sdk/src/errors/codes.ts' is not among the exports of @bouton/sdk.",
    `packages/homeserver/src/index.ts:2: ${leads('../../sdk/src/index.ts', '@bouton/homeserver')}`,
    `packages/homeserver/src/index.ts:3: ${leads('../../../scripts/run.mjs', '@bouton/homeserver')}`,
    `test/e2e/login.test.ts:2: ${leads('../../packages/sdk/src/index.ts', '@bouton/test')}`,
  ]);
});

test('`checkArrows()` lets tests across packages use what packages keep for their own tests, and nobody else', () => {
  const helper = 'packages/synapse/src/test/start-synapse.ts';
  const workspace = temporaryWorkspace({
    'packages/synapse/package.json': { name: '@bouton/synapse' },
    [helper]: '',
    'packages/cli/package.json': { name: '@bouton/cli' },
    'packages/cli/src/a.test.ts': `import '../../../${helper}';\n`,
    'test/package.json': { name: '@bouton/test', private: true },
    'test/a.test.ts': `import '../${helper}';\nimport '../packages/synapse/src/index.ts';\n`,
  });
  expect(checkArrows(workspace)).toEqual([
    `packages/cli/src/a.test.ts:1: '../../../${helper}' leads out of @bouton/cli; import the other package by its name.`,
    "test/a.test.ts:2: '../packages/synapse/src/index.ts' leads out of @bouton/test; import the other package by its name.",
  ]);
});

test('`checkArrows()` lets tests use the test kit, unless the kit stands on their package', () => {
  const useKit = "import { startTestHomeserver } from '@bouton/testing';";
  const workspace = temporaryWorkspace({
    'examples/demo/package.json': { ...demo, devDependencies: { '@bouton/testing': 'workspace:^' } },
    'examples/demo/src/demo-module.test.ts': useKit,
    'examples/demo/src/demo-module.ts': useKit,
    'packages/sdk/package.json': { ...sdk, devDependencies: { '@bouton/testing': 'workspace:^' } },
    'packages/sdk/src/index.test.ts': useKit,
  });
  expect(checkArrows(workspace)).toEqual([
    'examples/demo/src/demo-module.ts:1: @bouton/example-demo may not use @bouton/testing, only @bouton/sdk.',
    'packages/sdk/package.json: @bouton/sdk may not use @bouton/testing, only @bouton/contract.',
    'packages/sdk/src/index.test.ts:1: @bouton/sdk may not use @bouton/testing, only @bouton/contract.',
  ]);
});

test('`checkArrows()` reports dependencies that a package.json must not have', () => {
  const workspace = temporaryWorkspace({
    'examples/demo/package.json': {
      ...demo,
      dependencies: { '@bouton/runtime': '*' },
      peerDependencies: { pino: '*' },
    },
    'examples/other/package.json': { ...demo, name: '@bouton/example-other', dependencies: { '@bouton/sdk': '*' } },
    'packages/contract/package.json': { name: '@bouton/contract', dependencies: { yaml: '*' } },
    'packages/new/package.json': { name: '@bouton/new' },
  });
  expect(checkArrows(workspace)).toEqual([
    "examples/demo/package.json: a module's only peer dependency is @bouton/sdk.",
    'examples/demo/package.json: @bouton/example-demo may not use @bouton/runtime, only @bouton/sdk.',
    'examples/other/package.json: a module shares @bouton/sdk with its host, so it is a peer dependency, not a dependency.',
    'packages/contract/package.json: @bouton/contract is data without dependencies, but depends on yaml.',
    'packages/new/package.json: @bouton/new has no row in the table of scripts/check-arrows.mjs.',
  ]);
});

test('`checkArrows()` lets every test use the part of the test kit that stands on the SDK alone, and holds it to that', () => {
  const kit = 'packages/testing/src/standalone/mail-server.ts';
  const workspace = temporaryWorkspace({
    'packages/sdk/package.json': sdk,
    'packages/homeserver/package.json': homeserver,
    'packages/homeserver/src/mail.test.ts': `import '../../testing/src/standalone/mail-server.ts';`,
    'packages/homeserver/src/mail.ts': `import '../../testing/src/standalone/mail-server.ts';`,
    'packages/testing/package.json': { name: '@bouton/testing', exports: { '.': './src/index.ts' } },
    [kit]: "import '@bouton/sdk';\nimport './http-service.ts';\nimport '../index.ts';\nimport '@bouton/homeserver';",
  });
  expect(checkArrows(workspace)).toEqual([
    "packages/homeserver/src/mail.ts:1: '../../testing/src/standalone/mail-server.ts' leads out of @bouton/homeserver; import the other package by its name.",
    `${kit}:3: '../index.ts' leads out of packages/testing/src/standalone/, which stands on the SDK alone.`,
    `${kit}:4: @bouton/testing may not use @bouton/homeserver, only @bouton/sdk.`,
  ]);
});
