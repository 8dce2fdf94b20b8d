import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ensureSynapseVenv } from '../../../scripts/synapse-venv.mjs';
import { COMMAND } from './test/start-synapse.ts';

const project = fileURLToPath(new URL('fixtures', import.meta.url));
const PYTHON_HALF = fileURLToPath(new URL('../python/src', import.meta.url));

/** What Synapse prints if it does not start with these files. */
async function refusal(files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> {
  const python = await ensureSynapseVenv();
  const folder = await mkdtemp(join(tmpdir(), 'config-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const child = spawn(python, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env: ENVIRONMENT });
    const exited = once(child, 'exit');
    const printed = await text(child.stderr);
    expect(await exited).toEqual([1, null]);
    return printed.replaceAll(project, '<project>');
  } finally {
    await rm(folder, { recursive: true });
  }
}

const ENVIRONMENT = { ...process.env, PYTHONPATH: PYTHON_HALF, PYTHONDONTWRITEBYTECODE: '1' };
const SYNAPSE = ['-m', 'synapse.app.homeserver'];
const BASE = 'server_name: localhost\nreport_stats: false\n';

test('Synapse shows values that JSON has not beside all other faults, whatever modules print', async () => {
  const homeserver = `server_name: localhost
report_stats: no
modules:
  - module: synapse_bouton.Host
    config:
      command: ${JSON.stringify(COMMAND)}
      project: ${project}
      modules:
        - { module: ./printer.ts#Printer, config: { since: 2024-05-01 } }
        - { module: ./printer.ts#Printer, config: { since: .nan, name: 22:30, chat: 918756876419824312 } }
        - { module: ./printer.ts#Printer, config: [] }
`;
  expect(await refusal({ 'homeserver.yaml': homeserver }, ...SYNAPSE, '-c', 'homeserver.yaml')).toMatchInlineSnapshot(`
    "
    Error in configuration at 'modules.<item 0>.config':
      Failed to parse config for module 'synapse_bouton.Host':
        There are 3 faults in homeserver.yaml

        homeserver.yaml:10:60: modules[0].config.modules[1].config.since must be a finite number
           8 |       modules:
           9 |         - { module: ./printer.ts#Printer, config: { since: 2024-05-01 } }
          10 |         - { module: ./printer.ts#Printer, config: { since: .nan, name: 22:30, chat: 918756876419824312 } }
             |                                                            ^^^^
          11 |         - { module: ./printer.ts#Printer, config: [] }

        homeserver.yaml:10:72: modules[0].config.modules[1].config.name must be a string (YAML 1.1, which Synapse reads, takes 22:30 for 1350; in quotes it is a text)
           8 |       modules:
           9 |         - { module: ./printer.ts#Printer, config: { since: 2024-05-01 } }
          10 |         - { module: ./printer.ts#Printer, config: { since: .nan, name: 22:30, chat: 918756876419824312 } }
             |                                                                        ^^^^^
          11 |         - { module: ./printer.ts#Printer, config: [] }

        homeserver.yaml:10:85: modules[0].config.modules[1].config.chat is an integer beyond 2^53, which would be rounded; write it in quotes, as a text
           8 |       modules:
           9 |         - { module: ./printer.ts#Printer, config: { since: 2024-05-01 } }
          10 |         - { module: ./printer.ts#Printer, config: { since: .nan, name: 22:30, chat: 918756876419824312 } }
             |                                                                                     ^^^^^^^^^^^^^^^^^^
          11 |         - { module: ./printer.ts#Printer, config: [] }
    "
  `);
});

test('Synapse shows every fault of an item, of its callbacks and of all its modules where it stands', async () => {
  const homeserver = `# Synapse
server_name: localhost
report_stats: no
modules:
  - module: synapse_bouton.Host
    config:
      command: ${JSON.stringify(COMMAND)}
      project: ${project}
      callbacks:
        user_may_invte: {}
        on_new_event: { on_failure: deny }
      start_timout: 1m
      hang_timeout: soon
      modules:
        - module: ./prob.ts#Probe
        - module: ./vault.ts#Vault
          config:
            pin: 1234      # a secret without the name of one
            door: "@front:localhost"
            doors: 1
        - module: ./probe.ts#Prob
macaroon_secret_key: "never shown"
`;
  expect(await refusal({ 'homeserver.yaml': homeserver }, ...SYNAPSE, '-c', 'homeserver.yaml')).toMatchInlineSnapshot(`
    "
    Error in configuration at 'modules.<item 0>.config':
      Failed to parse config for module 'synapse_bouton.Host':
        There are 8 faults in homeserver.yaml

        homeserver.yaml:10:9: modules[0].config.callbacks.user_may_invte is not a callback of Synapse; did you mean "user_may_invite"?
           8 |       project: <project>
           9 |       callbacks:
          10 |         user_may_invte: {}
             |         ^^^^^^^^^^^^^^
          11 |         on_new_event: { on_failure: deny }
          12 |       start_timout: 1m

        homeserver.yaml:11:37: modules[0].config.callbacks.on_new_event.on_failure must be allow or error, because on_new_event has nothing to deny
           9 |       callbacks:
          10 |         user_may_invte: {}
          11 |         on_new_event: { on_failure: deny }
             |                                     ^^^^
          12 |       start_timout: 1m
          13 |       hang_timeout: soon

        homeserver.yaml:12:7: modules[0].config.start_timout is not known; did you mean "start_timeout"?
          10 |         user_may_invte: {}
          11 |         on_new_event: { on_failure: deny }
          12 |       start_timout: 1m
             |       ^^^^^^^^^^^^
          13 |       hang_timeout: soon
          14 |       modules:

        homeserver.yaml:13:21: modules[0].config.hang_timeout must be a duration like "2s", or a number of milliseconds
          11 |         on_new_event: { on_failure: deny }
          12 |       start_timout: 1m
          13 |       hang_timeout: soon
             |                     ^^^^
          14 |       modules:
          15 |         - module: ./prob.ts#Probe

        homeserver.yaml:15:19: modules[0].config.modules[0].module: there is no file <project>/prob.ts; did you mean "probe.ts"?
          13 |       hang_timeout: soon
          14 |       modules:
          15 |         - module: ./prob.ts#Probe
             |                   ^^^^^^^^^^^^^^^
          16 |         - module: ./vault.ts#Vault
          17 |           config:

        homeserver.yaml:18:18: modules[0].config.modules[1].config.pin must be a string
          16 |         - module: ./vault.ts#Vault
          17 |           config:
          18 |             pin: ****      # a secret without the name of one
             |                  ^^^^
          19 |             door: "@front:localhost"
          20 |             doors: *

        homeserver.yaml:20:13: modules[0].config.modules[1].config.doors is not a known key; did you mean "door"?
          18 |             pin: ****      # a secret without the name of one
          19 |             door: "@front:localhost"
          20 |             doors: *
             |             ^^^^^
          21 |         - module: ./probe.ts#Prob
          22 | macaroon_secret_key: ****** ******

        homeserver.yaml:21:19: modules[0].config.modules[2].module: ./probe.ts does not export Prob; did you mean "Probe"?
          19 |             door: "@front:localhost"
          20 |             doors: *
          21 |         - module: ./probe.ts#Prob
             |                   ^^^^^^^^^^^^^^^
          22 | macaroon_secret_key: ****** ******
    "
  `);
});

test('Synapse gives modules the values that the embedded host gives them', async () => {
  const config = '{ no: 0755, opens: 22:30, factor: 1e3, on: yes, since: 2024-05-01 12:00:00, list: [1_000, ~, .5] }';
  const homeserver = `${BASE}modules:
  - module: synapse_bouton.Host
    config: { command: ${JSON.stringify(COMMAND)}, project: ${project}, modules: [{ module: ./halls.ts#Echo, config: ${config} }] }
`;
  expect(await refusal({ 'homeserver.yaml': homeserver }, ...SYNAPSE, '-c', 'homeserver.yaml')).toContain(
    'config is {"false":493,"opens":1350,"factor":"1e3","true":true,"since":"2024-05-01T12:00:00Z","list":[1000,null,0.5]}',
  );
});

test('Synapse shows what a constructor refuses of its config where that stands', async () => {
  const homeserver = `${BASE}database: { name: sqlite3, args: { database: ":memory:" } }
modules:
  - module: synapse_bouton.Host
    config:
      command: ${JSON.stringify(COMMAND)}
      project: ${project}
      modules:
        - module: ./halls.ts#Halls
          config: { since: 2024-05-01, key: hunter2, sizes: [5, 6] }
`;
  const printed = await refusal({ 'homeserver.yaml': homeserver, 'log.yaml': '' }, ...SYNAPSE, '-c', 'homeserver.yaml');
  expect(printed).toContain(`homeserver.yaml:11:65: modules[0].config.modules[0].config.sizes[1] must be larger than 6
   9 |       modules:
  10 |         - module: ./halls.ts#Halls
  11 |           config: { since: 2024-05-01, key: *******, sizes: [5, 6] }
     |                                                                 ^`);
});

test('Synapse shows the faults in the file that has the modules, and those of the item that is meant', async () => {
  const item = (deadline: string): string => `  - module: synapse_bouton.Host
    config:
      command: ${JSON.stringify(COMMAND)}
      project: ${project}
      start_timeout: 30s
      callbacks: { user_may_invite: { deadline: ${deadline} } }
`;
  const files = {
    'homeserver.yaml': `${BASE}modules: [{ module: nowhere.Host }]\n`,
    'modules.yaml': `modules:\n${item('1s')}${item('never')}`,
    'worker.yaml': 'pid_file: worker.pid\n',
  };
  const paths = Object.keys(files).flatMap((file) => ['--config-path', file]);
  expect(await refusal(files, ...SYNAPSE, ...paths)).toMatchInlineSnapshot(`
    "
    Error in configuration at 'modules.<item 1>.config':
      Failed to parse config for module 'synapse_bouton.Host':
        modules.yaml:13:49: modules[1].config.callbacks.user_may_invite.deadline must be a duration like "2s", or a number of milliseconds
          11 |       project: <project>
          12 |       start_timeout: 30s
          13 |       callbacks: { user_may_invite: { deadline: never } }
             |                                                 ^^^^^
    "
  `);
});

test.each([['synapse.app.generic_worker'], ['synapse.config']])(
  '%s shows the faults too, although it says itself only that there are some',
  async (program) => {
    const files = {
      'homeserver.yaml': `${BASE}modules:
  - module: synapse_bouton.Host
    config: { command: bouton, project: ${project} }
`,
      'worker.yaml': 'worker_app: synapse.app.generic_worker\nworker_name: one\n',
    };
    expect(await refusal(files, '-m', program, '-c', 'homeserver.yaml', '-c', 'worker.yaml')).toBe(`
homeserver.yaml:5:24: command must be a list of strings, like ["node", "/opt/bouton/main.js"]

("Failed to parse config for module 'synapse_bouton.Host'", ('modules', '<item 0>', 'config'))
`);
  },
);

test('Synapse shows the faults of an item in sentences if its command line names no file', async () => {
  const config = {
    project,
    command: COMMAND,
    start_timeout: 0,
    modules: [{ module: './prob.ts#Probe' }, { module: './probe.ts#Prob' }],
    callbacks: { user_may_invte: {} },
  };
  const program = `
from synapse.app.homeserver import load_or_generate_config
load_or_generate_config(["-c", "homeserver.yaml"])
`;
  const files = { 'homeserver.yaml': `${BASE}modules: [${JSON.stringify({ module: 'synapse_bouton.Host', config })}]` };
  expect(await refusal(files, '-c', program)).toMatchInlineSnapshot(`
    "
    Error in configuration at 'modules.<item 0>.config':
      Failed to parse config for module 'synapse_bouton.Host':
        There are 4 faults in the configuration

        start_timeout must be a duration like "2s", or a number of milliseconds

        callbacks.user_may_invte is not a callback of Synapse; did you mean "user_may_invite"?

        Module ./prob.ts#Probe: there is no file <project>/prob.ts; did you mean "probe.ts"?

        Module ./probe.ts#Prob: ./probe.ts does not export Prob; did you mean "Probe"?
    "
  `);
});

test('Synapse shows the place of what is wrong if no Node half can be asked', async () => {
  const homeserver = `${BASE}modules:
  - module: synapse_bouton.Host
    config:
      projct: /srv
      hang_timeout: soon
`;
  expect(await refusal({ 'homeserver.yaml': homeserver }, ...SYNAPSE, '-c', 'homeserver.yaml')).toMatchInlineSnapshot(`
    "
    Error in configuration at 'modules.<item 0>.config':
      Failed to parse config for module 'synapse_bouton.Host':
        homeserver.yaml:6:7: projct is not known; did you mean "project"?

        homeserver.yaml:5:5: project must be the folder whose node_modules holds the module packages

        homeserver.yaml:7:21: hang_timeout must be a duration like "2s", or a number of milliseconds
    "
  `);
});
