import { readModuleNote } from '@bouton/sdk/host';
import { expect, test } from 'vitest';
import { runNode } from '../test/run-node.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { loadModule } from './load-module.ts';

const files = {
  'guard.ts': `
    import { Module, type ModuleApi } from '@bouton/sdk';
    @Module() export class Guard { constructor(readonly config: object, private readonly api: ModuleApi) {} }
    @Module({ name: 'strict' }) export class StrictGuard {}
    export class Helper {}
  `,
  'default.ts': 'import { Module } from "@bouton/sdk";\n@Module() export default class Quiet {}',
  'helpers.js': 'export default class {}\nexport const a = 1, b = 2;',
  'empty.js': 'export {};',
  'node_modules/@acme/rooms/package.json': '{"type": "module", "exports": {"import": "./index.js"}}',
  'node_modules/@acme/rooms/index.js': 'import { Module } from "@bouton/sdk";\nexport class Guard {}\nModule()(Guard);',
};

/** The name of the module's class, or the message of the error. */
async function loaded(name: string): Promise<string> {
  await using folder = await temporaryFolder(files);
  try {
    return (await loadModule(name, folder.path)).name;
  } catch (error) {
    return folder.relative(String(error));
  }
}

test('loadModule() loads a module from a file, by its export or as its default', async () => {
  expect(await loaded('./guard.ts#StrictGuard')).toBe('StrictGuard');
  expect(await loaded('./default.ts')).toBe('Quiet');
});

test('loadModule() loads a module from an installed package', async () => {
  expect(await loaded('@acme/rooms#Guard')).toBe('Guard');
});

test('loadModule() loads a CommonJS package: a default export that a compiler wrote, and a name', async () => {
  const compiled = (code: string): string => `
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    const sdk_1 = require("@bouton/sdk");
    const config_1 = require("@bouton/sdk/config");
    class Config {}
    (0, config_1.Secret)()(Config.prototype, "password");
    (0, config_1.IsString)()(Config.prototype, "password");
    class Guard {}
    (0, sdk_1.Module)({ config: Config })(Guard);
    ${code}
  `;
  await using folder = await temporaryFolder({
    'node_modules/init/package.json': '{"main": "index.js"}',
    'node_modules/init/index.js': compiled('exports.default = Guard;\nexports.Named = Guard;'),
    'node_modules/tsup/package.json':
      '{"type": "module", "exports": {"require": "./index.cjs", "import": "./index.cjs"}}',
    'node_modules/tsup/index.cjs': compiled('module.exports = { Guard };'),
  });
  const names = ['init', 'init#Named', 'tsup#Guard'];
  const printed = await runNode(`
    import { loadModule } from ${JSON.stringify(new URL('load-module.ts', import.meta.url))};
    for (const name of ${JSON.stringify(names)}) {
      console.log((await loadModule(name, ${JSON.stringify(folder.path)})).name);
    }
  `);
  expect(printed).toBe('Guard\nGuard\nGuard\n');
});

test('loadModule() works in a Node without a test runner around it', async () => {
  await using folder = await temporaryFolder(files);
  const printed = await runNode(`
    import { loadModule } from ${JSON.stringify(new URL('load-module.ts', import.meta.url))};
    for (const name of ['./guard.ts#Guard', './default.ts', '@acme/rooms#Guard']) {
      console.log((await loadModule(name, ${JSON.stringify(folder.path)})).name);
    }
  `);
  expect(printed).toBe('Guard\nQuiet\nGuard\n');
});

test('loadModule() recognises a module that another copy of the SDK decorated', async () => {
  await using folder = await temporaryFolder(files);
  const moduleClass = await loadModule('./guard.ts#StrictGuard', folder.path);
  expect(readModuleNote(moduleClass)?.name).toBe('strict');
  expect(readModuleNote(moduleClass)?.parseConfig({ a: 1 })).toEqual({ ok: true, value: { a: 1 } });
});

test('loadModule() lists the modules that a file has instead', async () => {
  expect(await loaded('./guard.ts#Gaurd')).toBe('BoutonError: ./guard.ts does not export Gaurd; did you mean "Guard"?');
  expect(await loaded('./guard.ts#Quiet')).toBe(
    'BoutonError: ./guard.ts does not export Quiet; there are Guard and StrictGuard',
  );
  expect(await loaded('./helpers.js#Guard')).toBe(
    'BoutonError: ./helpers.js does not export Guard; there are a, b, and default',
  );
  expect(await loaded('./guard.ts')).toBe(
    'BoutonError: ./guard.ts has no default export; name its module: "./guard.ts#Guard" or "./guard.ts#StrictGuard"',
  );
  expect(await loaded('./empty.js')).toBe('BoutonError: ./empty.js exports nothing');
});

test('loadModule() refuses a class that is not decorated', async () => {
  expect(await loaded('./guard.ts#Helper')).toBe(
    'BoutonError: Helper of ./guard.ts is not a class decorated with @Module',
  );
  expect(await loaded('./helpers.js')).toBe(
    'BoutonError: the default export of ./helpers.js is not a class decorated with @Module',
  );
});

test('loadModule() refuses a name without the export that it announces', async () => {
  expect(await loaded('./guard.ts#')).toBe('BoutonError: "./guard.ts#" names no export behind the "#"');
});

test('loadModule() refuses a module that forgets the config class beside it', async () => {
  const rooms = (options: string, more = ''): string => `
    import { Module } from '@bouton/sdk';
    import { IsUserId } from '@bouton/sdk/config';

    export class RoomsConfig {
      @IsUserId({ each: true })
      deny: string[] = [];
    }

    @Module(${options})
    export class Rooms {
      constructor(readonly config: RoomsConfig) {}
    }
    ${more}
  `;
  await using folder = await temporaryFolder({
    'forgets.ts': rooms('{}'),
    'names.ts': rooms('{ config: RoomsConfig }'),
    'other.ts': rooms('{}', '@Module({ config: RoomsConfig }) export class Other {}'),
    'parses.ts': rooms('{}').replace('constructor(', 'static parseConfig() {} constructor('),
  });
  const load = async (file: string): Promise<string> =>
    loadModule(`./${file}#Rooms`, folder.path).then(({ name }) => name, String);

  expect(await load('forgets.ts')).toBe(
    'BoutonError: Rooms takes a config, but its @Module names none; RoomsConfig stands beside it: ' +
      'write @Module({ config: RoomsConfig })',
  );
  expect(await Promise.all(['names.ts', 'other.ts', 'parses.ts'].map(load))).toEqual(['Rooms', 'Rooms', 'Rooms']);
});
