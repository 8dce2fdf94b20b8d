import { expect, test } from 'vitest';
import { sampleModules } from '../test/sample-modules.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { configurePart, type PartOptions } from './configure-part.ts';
import type { RawModules } from './read-modules.ts';

const SECRETIVE = `
import { Module } from '@bouton/sdk';
import { IsInt, Secret, Type, ValidateNested } from '@bouton/sdk/config';

class Door {
  @Secret() pin = '';
}

class SafeConfig {
  @Secret() combination = '';
  @ValidateNested({ each: true }) @Type(() => Door) doors: Door[] = [];
  @IsInt() height = 1;
}

@Module({ config: SafeConfig })
export class Safe {}
`;

/** The message of what is thrown, without the name of the temporary folder. */
async function faultsOf(raw: RawModules, options: Omit<PartOptions, 'folder'> = {}): Promise<string> {
  await using folder = await temporaryFolder({ ...sampleModules, 'safe.ts': SECRETIVE });
  try {
    await configurePart(raw, { ...options, folder: folder.path });
    return 'nothing';
  } catch (error) {
    return folder.relative(String(error));
  }
}

const guard = { module: './linked/guard.ts#Guard', config: { deny: ['mallory'] } };

test('configurePart() configures modules and reads policies', async () => {
  await using folder = await temporaryFolder(sampleModules);
  const raw = { modules: [{ module: './linked/guard.ts#Guard' }], callbacks: { user_may_invite: { deadline: '1s' } } };
  const { modules, policies } = await configurePart(raw, { folder: folder.path });
  expect(modules.map(({ name, config }) => ({ name, config }))).toEqual([
    { name: './linked/guard.ts#Guard', config: { deny: ['@evilguy:example.com'] } },
  ]);
  expect([...policies]).toEqual([['user_may_invite', { deadlineMs: 1000 }]]);
});

test('configurePart() shows faults where they stand in the file of another program', async () => {
  const text = `server_name: localhost
server_name: example.com
modules:
  - module: synapse_bouton.Host
    config:
      start_timeout: soon
      modules:
        - module: ./linked/guard.ts#Guard
          config:
            deny: [mallory]
`;
  const place = { name: 'homeserver.yaml', text, path: ['modules', 0, 'config'] };
  const faults = [{ path: ['start_timeout'], at: 'value' as const, message: 'must be a duration' }];
  expect(await faultsOf({ modules: [guard] }, { place, faults })).toMatchInlineSnapshot(`
    "ConfigurationError: There are 2 faults in homeserver.yaml

    homeserver.yaml:6:22: modules[0].config.start_timeout must be a duration
      4 |   - module: synapse_bouton.Host
      5 |     config:
      6 |       start_timeout: soon
        |                      ^^^^
      7 |       modules:
      8 |         - module: ./linked/guard.ts#Guard

    homeserver.yaml:10:20: modules[0].config.modules[0].config.deny[0] must be a user ID like @alice:example.com
       8 |         - module: ./linked/guard.ts#Guard
       9 |           config:
      10 |             deny: [mallory]
         |                    ^^^^^^^"
  `);
});

test('configurePart() shows no secret of any module, by whatever name, beside a fault', async () => {
  const config = { combination: 'open sesame', height: 'tall', doors: [{ pin: 1234 }, { pin: '5678' }] };
  const text = `modules:
  - module: ./safe.ts#Safe
    config:
      combination: open sesame
      height: tall
      doors:
        - pin: 1234
        - { pin: "5678" }
`;
  const modules = [{ module: './safe.ts#Safe', config }];
  expect(await faultsOf({ modules }, { place: { name: 'bouton.yaml', text, path: [] } })).toMatchInlineSnapshot(`
    "ConfigurationError: There are 2 faults in bouton.yaml

    bouton.yaml:5:15: modules[0].config.height must be an integer
      3 |     config:
      4 |       combination: **** ******
      5 |       height: tall
        |               ^^^^
      6 |       doors:
      7 |         - pin: ****

    bouton.yaml:7:16: modules[0].config.doors[0].pin must be a string
      5 |       height: tall
      6 |       doors:
      7 |         - pin: ****
        |                ^^^^
      8 |         - { pin: ****** }"
  `);
});

test('configurePart() says in sentences what is wrong if the place is not known', async () => {
  const modules = [guard, { module: './none.ts' }, { modul: 'x' }, { ...guard, conf: {} }];
  const faults = [{ path: [], at: 'value' as const, message: 'The item is odd' }];
  expect(await faultsOf({ modules, callbacks: { user_may_invit: {} } }, { faults })).toMatchInlineSnapshot(`
    "ConfigurationError: There are 8 faults in the configuration

    The item is odd

    callbacks.user_may_invit is not a callback of Synapse; did you mean "user_may_invite"?

    modules[2].modul is not known; did you mean "module"?

    modules[2].module must be the name of a module, like "@acme/rooms#Guard" or ./guard.ts#Guard

    Module ./linked/guard.ts#Guard: conf is not known; did you mean "config"?

    Module ./linked/guard.ts#Guard: config.deny[0] must be a user ID like @alice:example.com

    Module ./none.ts: there is no file /folder/none.ts; did you mean "safe.ts"?

    Module ./linked/guard.ts#Guard: config.deny[0] must be a user ID like @alice:example.com"
  `);
  expect(await faultsOf({ modules: 'guard' })).toBe(
    `ConfigurationError: modules must be a list of modules, each a mapping with "module" and "config"`,
  );
});

test('configurePart() says in sentences what is wrong in a file that is not YAML to it', async () => {
  const place = { name: 'homeserver.yaml', text: 'modules: [', path: [] };
  expect(await faultsOf({ modules: [guard] }, { place })).toBe(
    'ConfigurationError: Module ./linked/guard.ts#Guard: config.deny[0] must be a user ID like @alice:example.com',
  );
});
