import { expect, test } from 'vitest';
import { load, parseSettings } from '../test/load-sample.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { loadConfiguration } from './load-configuration.ts';

test('loadConfiguration() reads settings, modules in their order, and policies', async () => {
  const { settings, modules, policies } = await load(`
server_name: localhost
callbacks:
  user_may_create_room: { deadline: 2s, on_failure: allow }
  user_may_invite: { on_failure: error }
modules:
  - module: ./modules/quiet-hours.js
    config: { from: 22, to: 6 }
  - module: ./linked/guard.ts#Guard
    config: { deny: ["@mallory:localhost"] }
  - module: ./linked/guard.ts#Guard
`);

  expect(settings).toEqual({ serverName: 'localhost' });
  expect(modules.map(({ name, config }) => ({ name, config }))).toEqual([
    { name: './modules/quiet-hours.js', config: { from: 22, to: 6 } },
    { name: './linked/guard.ts#Guard', config: { deny: ['@mallory:localhost'] } },
    { name: './linked/guard.ts#Guard', config: { deny: ['@evilguy:example.com'] } },
  ]);
  expect([...policies]).toEqual([
    ['user_may_create_room', { deadlineMs: 2_000, onFailure: 'allow' }],
    ['user_may_invite', { deadlineMs: 10_000, onFailure: 'error' }],
  ]);
});

test.for(['', 'modules:', 'modules: []', 'modules: false', 'callbacks:'])(
  'loadConfiguration() takes %j for no modules and no policies',
  async (yaml) => {
    const { modules, policies } = await load(`server_name: localhost\n${yaml}`);
    expect({ modules, policies }).toEqual({ modules: [], policies: new Map() });
  },
);

test('loadConfiguration() shows every fault of the settings, the policies and all modules, in the order of the file', async () => {
  await expect(
    load(`# The homeserver.
server_name: 7
moduels: []
modules:
  - module: ./linked/guard.ts#Guard
    config:
      deny: ["@alice:localhost", mallory]
      alow: []
  - module: ./modules/quiet-hours.js
    config: { from: 22, to: 22 }
callbacks:
  user_may_invit: { on_failure: allow }
  on_new_event: { deadline: soon, on_failure: deny }
`),
  ).rejects.toThrowErrorMatchingInlineSnapshot(`
    [Error: There are 8 faults in /folder/bouton.yaml

    /folder/bouton.yaml:2:14: server_name must be a string
      1 | # The homeserver.
      2 | server_name: 7
        |              ^
      3 | moduels: []
      4 | modules:

    /folder/bouton.yaml:3:1: moduels is not known; did you mean "modules"?
      1 | # The homeserver.
      2 | server_name: 7
      3 | moduels: []
        | ^^^^^^^
      4 | modules:
      5 |   - module: ./linked/guard.ts#Guard

    /folder/bouton.yaml:7:34: modules[0].config.deny[1] must be a user ID like @alice:example.com
      5 |   - module: ./linked/guard.ts#Guard
      6 |     config:
      7 |       deny: ["@alice:localhost", mallory]
        |                                  ^^^^^^^
      8 |       alow: []
      9 |   - module: ./modules/quiet-hours.js

    /folder/bouton.yaml:8:7: modules[0].config.alow is not a known key; there is deny
       6 |     config:
       7 |       deny: ["@alice:localhost", mallory]
       8 |       alow: []
         |       ^^^^
       9 |   - module: ./modules/quiet-hours.js
      10 |     config: { from: 22, to: 22 }

    /folder/bouton.yaml:10:29: modules[1].config.to must differ from "from"
       8 |       alow: []
       9 |   - module: ./modules/quiet-hours.js
      10 |     config: { from: 22, to: 22 }
         |                             ^^
      11 | callbacks:
      12 |   user_may_invit: { on_failure: allow }

    /folder/bouton.yaml:12:3: callbacks.user_may_invit is not a callback of Synapse; did you mean "user_may_invite"?
      10 |     config: { from: 22, to: 22 }
      11 | callbacks:
      12 |   user_may_invit: { on_failure: allow }
         |   ^^^^^^^^^^^^^^
      13 |   on_new_event: { deadline: soon, on_failure: deny }

    /folder/bouton.yaml:13:29: callbacks.on_new_event.deadline must be a duration like "2s", or a number of milliseconds
      11 | callbacks:
      12 |   user_may_invit: { on_failure: allow }
      13 |   on_new_event: { deadline: soon, on_failure: deny }
         |                             ^^^^

    /folder/bouton.yaml:13:47: callbacks.on_new_event.on_failure must be allow or error, because on_new_event has nothing to deny
      11 | callbacks:
      12 |   user_may_invit: { on_failure: allow }
      13 |   on_new_event: { deadline: soon, on_failure: deny }
         |                                               ^^^^]
  `);
});

test('loadConfiguration() shows modules that cannot be loaded, each where it is named', async () => {
  await expect(
    load(`server_name: localhost
modules:
  - module: ./linked/gaurd.ts#Guard
  - module: ./linked/guard.ts#Gaurd
  - module: ./linked/guard.ts
  - module: ./linked/guard.ts#GuardConfig
  - module: ./modules/quiet-hours.js#
  - module: "@acme/missing#Guard"
  - module: "@acme/rooms#Guard"
`),
  ).rejects.toThrowErrorMatchingInlineSnapshot(`
    [Error: There are 7 faults in /folder/bouton.yaml

    /folder/bouton.yaml:3:13: modules[0].module: there is no file /folder/linked/gaurd.ts; did you mean "guard.ts"?
      1 | server_name: localhost
      2 | modules:
      3 |   - module: ./linked/gaurd.ts#Guard
        |             ^^^^^^^^^^^^^^^^^^^^^^^
      4 |   - module: ./linked/guard.ts#Gaurd
      5 |   - module: ./linked/guard.ts

    /folder/bouton.yaml:4:13: modules[1].module: ./linked/guard.ts does not export Gaurd; did you mean "Guard"?
      2 | modules:
      3 |   - module: ./linked/gaurd.ts#Guard
      4 |   - module: ./linked/guard.ts#Gaurd
        |             ^^^^^^^^^^^^^^^^^^^^^^^
      5 |   - module: ./linked/guard.ts
      6 |   - module: ./linked/guard.ts#GuardConfig

    /folder/bouton.yaml:5:13: modules[2].module: ./linked/guard.ts has no default export; name its module: "./linked/guard.ts#Guard"
      3 |   - module: ./linked/gaurd.ts#Guard
      4 |   - module: ./linked/guard.ts#Gaurd
      5 |   - module: ./linked/guard.ts
        |             ^^^^^^^^^^^^^^^^^
      6 |   - module: ./linked/guard.ts#GuardConfig
      7 |   - module: ./modules/quiet-hours.js#

    /folder/bouton.yaml:6:13: modules[3].module: GuardConfig of ./linked/guard.ts is not a class decorated with @Module
      4 |   - module: ./linked/guard.ts#Gaurd
      5 |   - module: ./linked/guard.ts
      6 |   - module: ./linked/guard.ts#GuardConfig
        |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      7 |   - module: ./modules/quiet-hours.js#
      8 |   - module: "@acme/missing#Guard"

    /folder/bouton.yaml:7:13: modules[4].module: "./modules/quiet-hours.js#" names no export behind the "#"
      5 |   - module: ./linked/guard.ts
      6 |   - module: ./linked/guard.ts#GuardConfig
      7 |   - module: ./modules/quiet-hours.js#
        |             ^^^^^^^^^^^^^^^^^^^^^^^^^
      8 |   - module: "@acme/missing#Guard"
      9 |   - module: "@acme/rooms#Guard"

    /folder/bouton.yaml:8:13: modules[5].module: the package @acme/missing is not installed in /folder or above it; install it with "npm install @acme/missing"
      6 |   - module: ./linked/guard.ts#GuardConfig
      7 |   - module: ./modules/quiet-hours.js#
      8 |   - module: "@acme/missing#Guard"
        |             ^^^^^^^^^^^^^^^^^^^^^
      9 |   - module: "@acme/rooms#Guard"

    /folder/bouton.yaml:9:13: modules[6].module cannot be imported: Cannot find package 'linked-rooms' imported from /folder/node_modules/@acme/rooms/index.js
      7 |   - module: ./modules/quiet-hours.js#
      8 |   - module: "@acme/missing#Guard"
      9 |   - module: "@acme/rooms#Guard"
        |             ^^^^^^^^^^^^^^^^^^^]
  `);
});

test('loadConfiguration() shows what is wrong with the file as YAML, and nothing else', async () => {
  await expect(load('server_name: localhost\nmodules: [{ module: @acme/rooms }]')).rejects
    .toThrowErrorMatchingInlineSnapshot(`
    [Error: /folder/bouton.yaml:2:21: A value that begins with @, \` or another reserved character must stand in quotes
      1 | server_name: localhost
      2 | modules: [{ module: @acme/rooms }]
        |                     ^]
  `);
  await expect(load('- module: ./guard.ts')).rejects.toThrowErrorMatchingInlineSnapshot(`
    [Error: /folder/bouton.yaml:1:1: The configuration must be a mapping of settings
      1 | - module: ./guard.ts
        | ^^^^^^^^^^^^^^^^^^^^]
  `);
});

test('loadConfiguration() says which file it cannot read', async () => {
  await expect(
    loadConfiguration('missing/bouton.yaml', { settings: parseSettings }),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[ConfigurationError: Cannot read missing/bouton.yaml: there is no such file]`,
  );
});

test('loadConfiguration() does not let one module change what another one shares with it by an alias', async () => {
  const mutable = `
    import { Module } from '@bouton/sdk';
    @Module()
    export default class Mutable {
      static parseConfig(config) { config.seen = (config.seen ?? 0) + 1; return config; }
    }
  `;
  await using folder = await temporaryFolder({
    'mutable.js': mutable,
    'bouton.yaml':
      'server_name: a\nmodules:\n  - module: ./mutable.js\n    config: &shared { x: 1 }\n  - { module: ./mutable.js, config: *shared }',
  });
  const { modules } = await loadConfiguration(folder.file('bouton.yaml'), { settings: parseSettings });
  expect(modules.map(({ config }) => config)).toEqual([
    { x: 1, seen: 1 },
    { x: 1, seen: 1 },
  ]);
});

test('ConfigurationError holds every fault by its path, and what a module threw', async () => {
  const error: unknown = await load(`server_name: localhost
modules:
  - module: ./linked/guard.ts#Guard
    config: { alow: [] }
  - module: ./modules/none.js
`).catch((faults: unknown) => (faults as Error).cause);
  expect(error).toMatchObject({
    code: 'BOUTON_CONFIG_INVALID',
    faults: [
      { code: 'BOUTON_CONFIG_INVALID', path: ['modules', 0, 'config', 'alow'], at: 'key' },
      { code: 'BOUTON_MODULE_NOT_FOUND', path: ['modules', 1, 'module'], at: 'value' },
    ],
  });
});
