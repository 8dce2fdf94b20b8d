import { ConfigError, Module } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { startModules } from '../run/start-modules.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { testHost } from '../test/test-host.ts';
import { configureModules } from './configure-modules.ts';
import { loadConfiguration } from './load-configuration.ts';

const rooms = `
  import { ConfigError, Module } from '@bouton/sdk';
  import { Secret } from '@bouton/sdk/config';

  class Config {
    @Secret()
    pin: string = '';
  }

  @Module({ config: Config })
  export class Rooms {
    constructor(config: Config) {
      if (config.pin.length < 4) throw new ConfigError('must have at least four digits', ['pin']);
    }
  }

  @Module()
  export class Halls {
    constructor({ sizes }: { sizes: number[] }) {
      throw new ConfigError('must be larger', ['sizes', sizes.length - 1]);
    }
  }
`;

test('a ConfigError of a constructor is shown where it stands, without secrets, and with those of other modules', async () => {
  const yaml = `modules:
  - module: ./rooms.ts#Rooms
    config: { pin: abc } # a secret
  - module: ./rooms.ts#Halls
    config: { sizes: [5, 6] }
`;
  await using folder = await temporaryFolder({ 'rooms.ts': rooms, 'bouton.yaml': yaml });
  const settings = () => ({ ok: true, value: {} }) as const;
  const configuration = await loadConfiguration(folder.file('bouton.yaml'), { settings });
  const message = await startModules(configuration, testHost()).then(
    () => 'started',
    (error: unknown) => folder.relative(String(error)),
  );
  expect(message).toMatchInlineSnapshot(`
    "ConfigurationError: There are 2 faults in /folder/bouton.yaml

    /folder/bouton.yaml:3:20: modules[0].config.pin must have at least four digits
      1 | modules:
      2 |   - module: ./rooms.ts#Rooms
      3 |     config: { pin: *** } # a secret
        |                    ^^^
      4 |   - module: ./rooms.ts#Halls
      5 |     config: { sizes: [5, 6] }

    /folder/bouton.yaml:5:26: modules[1].config.sizes[1] must be larger
      3 |     config: { pin: *** } # a secret
      4 |   - module: ./rooms.ts#Halls
      5 |     config: { sizes: [5, 6] }
        |                          ^"
  `);
});

test('a ConfigError of a constructor names the module if there is no file', async () => {
  @Module()
  class Halls {
    constructor() {
      throw new ConfigError('must be larger', ['sizes', 1]);
    }
  }
  await expect(startModules({ modules: await configureModules([Halls]) }, testHost())).rejects.toThrow(
    'Module Halls: config.sizes[1] must be larger',
  );
});
