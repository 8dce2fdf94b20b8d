import { expect, test } from 'vitest';
import { load, parseSettings } from '../test/load-sample.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { ConfigurationError } from './configuration-error.ts';
import { loadConfiguration } from './load-configuration.ts';

const secretModule = {
  'pin.mjs': `
import { Module } from '@bouton/sdk';
import { Secret } from '@bouton/sdk/config';
class Config {}
Secret()(Config.prototype, 'pin');
export class Pin {}
Module({ config: Config })(Pin);
`,
};

test.for([
  'pin: *hunter2x',
  'pin: !hunter2x',
  'pin: &hunter2x',
  'pin: - hunter2x',
  'pin: "a" hunter2x',
  'pin: @hunter2x',
  'pin: { hunter2x',
  'pin: |2x\n        hunter2x\n      other: 1',
  'password: *hunter2x',
  'pin: 0755\n      hunter: 2',
  'pn: hunter2x',
  'pins: [hunter2x]\n      pin: abc',
])('loadConfiguration() never shows a secret, also in YAML that is at fault: %s', async (line) => {
  await using folder = await temporaryFolder({
    ...secretModule,
    'bouton.yaml': `server_name: 1\nmodules:\n  - module: ./pin.mjs#Pin\n    config:\n      ${line}\n`,
  });
  const error = await loadConfiguration(folder.file('bouton.yaml'), { settings: parseSettings }).then(
    () => expect.unreachable(),
    (refusal: unknown) => refusal,
  );
  expect(error).toBeInstanceOf(ConfigurationError);
  expect(String(error)).not.toMatch(/hunter2x|0755|493/);
});

test('loadConfiguration() shows values that JSON has not beside all other faults', async () => {
  await expect(
    load(`
server_name: 1
modules:
  - module: ./linked/guard.ts#Guard
    config: { deny: [.nan, mallory], typo: 1 }
`),
  ).rejects.toThrowErrorMatchingInlineSnapshot(`
    [Error: There are 4 faults in /folder/bouton.yaml

    /folder/bouton.yaml:2:14: server_name must be a string
      1 |
      2 | server_name: 1
        |              ^
      3 | modules:
      4 |   - module: ./linked/guard.ts#Guard

    /folder/bouton.yaml:5:22: modules[0].config.deny[0] must be a finite number
      3 | modules:
      4 |   - module: ./linked/guard.ts#Guard
      5 |     config: { deny: [.nan, mallory], typo: 1 }
        |                      ^^^^

    /folder/bouton.yaml:5:28: modules[0].config.deny[1] must be a user ID like @alice:example.com
      3 | modules:
      4 |   - module: ./linked/guard.ts#Guard
      5 |     config: { deny: [.nan, mallory], typo: 1 }
        |                            ^^^^^^^

    /folder/bouton.yaml:5:38: modules[0].config.typo is not a known key; there is deny
      3 | modules:
      4 |   - module: ./linked/guard.ts#Guard
      5 |     config: { deny: [.nan, mallory], typo: 1 }
        |                                      ^^^^]
  `);
});

test('loadConfiguration() leaves keys that begin with x- to the administrator, for anchors', async () => {
  const { modules } = await load(`
server_name: localhost
x-bots: &bots ["@bot:localhost"]
modules:
  - module: ./linked/guard.ts#Guard
    config: { deny: *bots }
  - { module: './linked/guard.ts#Guard', config: [] }
`);
  expect(modules.map(({ config }) => config)).toEqual([
    { deny: ['@bot:localhost'] },
    { deny: ['@evilguy:example.com'] },
  ]);
});

test('loadConfiguration() advises quotes if YAML 1.1 takes a value for something else than YAML 1.2', async () => {
  await expect(
    load(`
server_name: no
modules:
  - module: ./linked/guard.ts#Guard
    config: { deny: [22:30] }
`),
  ).rejects.toThrowErrorMatchingInlineSnapshot(`
    [Error: There are 2 faults in /folder/bouton.yaml

    /folder/bouton.yaml:2:14: server_name must be a string (YAML 1.1, which Synapse reads, takes no for false; in quotes it is a text)
      1 |
      2 | server_name: no
        |              ^^
      3 | modules:
      4 |   - module: ./linked/guard.ts#Guard

    /folder/bouton.yaml:5:22: modules[0].config.deny[0] must be a user ID like @alice:example.com (YAML 1.1, which Synapse reads, takes 22:30 for 1350; in quotes it is a text)
      3 | modules:
      4 |   - module: ./linked/guard.ts#Guard
      5 |     config: { deny: [22:30] }
        |                      ^^^^^]
  `);
});

test('loadConfiguration() advises quotes for a key that YAML 1.1 takes for something else', async () => {
  await expect(
    load(`server_name: localhost
modules:
  - module: ./linked/guard.ts#Guard
    config: { on: [] }
`),
  ).rejects.toThrowErrorMatchingInlineSnapshot(`
    [Error: /folder/bouton.yaml:4:15: modules[0].config.true is not a known key; there is deny (YAML 1.1, which Synapse reads, takes on for true; in quotes it is a text)
      2 | modules:
      3 |   - module: ./linked/guard.ts#Guard
      4 |     config: { on: [] }
        |               ^^]
  `);
});
