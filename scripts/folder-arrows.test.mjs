// @ts-check
import { expect, test } from 'vitest';

import { checkFolders } from './folder-arrows.mjs';
import { temporaryWorkspace } from './temporary-workspace.mjs';

const src = 'packages/homeserver/src';

test('`checkFolders()` reports folders that import each other, types included, with the first import of each', () => {
  const workspace = temporaryWorkspace({
    [`${src}/rooms/create.ts`]: "import './room.ts';\nimport { Users } from '../users/users.ts';",
    [`${src}/rooms/leave.ts`]: "import { Users } from '../users/users.ts';",
    [`${src}/users/users.ts`]: "import '../lib/random.ts';\ntype Room = import('../rooms/room.ts').Room;",
    [`${src}/lib/random.ts`]: '',
  });
  expect(checkFolders(workspace, 'packages/homeserver')).toEqual([
    `${src} has folders that import each other in a circle:\n` +
      `  rooms → users (${src}/rooms/create.ts:2)\n` +
      `  users → rooms (${src}/users/users.ts:2)`,
  ]);
});

test('`checkFolders()` reports each longer circle, and those of folders inside a folder', () => {
  const workspace = temporaryWorkspace({
    [`${src}/a/a.ts`]: "export * from '../b/b.ts';",
    [`${src}/b/b.ts`]: "export * from '../c/c.ts';",
    [`${src}/c/c.ts`]: "export * from '../a/deep/deep.ts';\nexport * from '../d/one/one.ts';",
    [`${src}/a/deep/deep.ts`]: '',
    [`${src}/d/one/one.ts`]: "export * from '../two/two.ts';",
    [`${src}/d/two/two.ts`]: "export * from '../one/one.ts';",
  });
  expect(checkFolders(workspace, 'packages/homeserver')).toEqual([
    `${src} has folders that import each other in a circle:\n` +
      `  a → b (${src}/a/a.ts:1)\n  b → c (${src}/b/b.ts:1)\n  c → a (${src}/c/c.ts:1)`,
    `${src}/d has folders that import each other in a circle:\n` +
      `  one → two (${src}/d/one/one.ts:1)\n  two → one (${src}/d/two/two.ts:1)`,
  ]);
});

test('`checkFolders()` accepts arrows that point one way, a folder and what is in it, and the imports of tests', () => {
  const workspace = temporaryWorkspace({
    [`${src}/index.ts`]: "export * from './rooms/create.ts';",
    [`${src}/rooms/create.ts`]: "import './state/state.ts';\nimport '../users/users.ts';",
    [`${src}/rooms/state/state.ts`]: "import '../create.ts';",
    [`${src}/users/users.ts`]: '',
    [`${src}/users/users.test.ts`]: "import '../rooms/create.ts';\nimport '../test/start.ts';",
    [`${src}/test/start.ts`]: "import '../users/users.ts';",
  });
  expect(checkFolders(workspace, 'packages/homeserver')).toEqual([]);
});

test('`checkFolders()` reports arrows that the table of the package has not', () => {
  const workspace = temporaryWorkspace({
    [`${src}/index.ts`]: "import './new/new.ts';",
    [`${src}/load/load.ts`]: "import '../text/text.ts';\nimport '../text/deep/deep.ts';\nimport './deep/deep.ts';",
    [`${src}/load/deep/deep.ts`]: "import '../../registry/registry.ts';",
    [`${src}/new/new.ts`]: "import '../text/text.ts';",
    [`${src}/registry/registry.ts`]: '',
    [`${src}/text/text.ts`]: "import '../registry/registry.ts';",
    [`${src}/text/deep/deep.ts`]: '',
  });
  const table = { registry: [], text: [], load: ['text'] };
  expect(checkFolders(workspace, 'packages/homeserver', { 'packages/homeserver': table })).toEqual([
    `${src}/load/deep/deep.ts:1: load → registry, but load may only use text (scripts/folder-arrows.mjs).`,
    `${src}/new/new.ts:1: new → text, but new is not in the table (scripts/folder-arrows.mjs).`,
    `${src}/text/text.ts:1: text → registry, but text may only use what is in it (scripts/folder-arrows.mjs).`,
  ]);
});
