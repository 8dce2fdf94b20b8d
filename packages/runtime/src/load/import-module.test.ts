import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { runNode } from '../test/run-node.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { importModule } from './import-module.ts';

/** Why a file cannot be imported, in a Node without a test runner around it. */
async function failure(files: Readonly<Record<string, string>>, file = 'guard.ts'): Promise<string> {
  await using folder = await temporaryFolder(files);
  const printed = await runNode(`
    import { importModule } from ${JSON.stringify(new URL('import-module.ts', import.meta.url))};
    await importModule(${JSON.stringify(folder.file(file))}).then(
      () => console.log('it can be imported'),
      (error) => console.log(error.code + ' ' + error.message),
    );
  `);
  return folder.relative(printed.trimEnd());
}

const guard = `
  import '@bouton/sdk';
  import { Rule, Verdict } from './rules.js';
  import { Missing } from './nowhere.ts';

  export const names: string[] = [];
  const note = (prototype: object, name: string): void => void names.push(name);
  enum Level { Low = 1, High }

  export class Guard {
    constructor(readonly rule: Rule = new Rule(), private readonly level = Level.High) {}
    @note later?: Later;
    @note check(rule: Rule, missing?: Missing): Verdict { return rule.name + this.level; }
  }
  export const checked = await Promise.resolve(new Guard().check(new Rule()));
  class Later {}
`;
const rules = 'export type Verdict = string;\nexport class Rule { declare unset: string; name = "rule"; }';

test('importModule() imports TypeScript with decorators, parameter properties, enums, and types as tsc takes them', async () => {
  await using folder = await temporaryFolder({ 'guard.ts': guard, 'rules.ts': rules });

  const exported = await importModule(folder.file('guard.ts'));

  expect(exported).toMatchObject({ checked: 'rule2', names: ['later', 'check'] });
});

test('importModule() imports JavaScript with decorators', async () => {
  await using folder = await temporaryFolder({
    'guard.js': `
      import '@bouton/sdk';
      const names = [];
      const note = (prototype, name) => void names.push(name);
      export class Guard { @note check() {} }
      export { names };
    `,
    'plain.cjs': 'module.exports = { level: 2 };',
  });

  expect(await importModule(folder.file('guard.js'))).toMatchObject({ names: ['check'] });
  expect(await importModule(folder.file('plain.cjs'))).toMatchObject({ default: { level: 2 } });
});

test('importModule() shows what the author of a CommonJS file exported, however it was compiled', async () => {
  await using folder = await temporaryFolder({
    'tsc.cjs':
      'Object.defineProperty(exports, "__esModule", { value: true });\nexports.default = class Guard {};\nexports.level = 2;',
    'hidden.cjs': 'const found = { level: 2 };\nmodule.exports = found;',
    'class.cjs': 'module.exports = class Guard { static level = 2; };',
  });

  const tsc = await importModule(folder.file('tsc.cjs'));
  expect(Object.keys(tsc)).toEqual(['default', 'level']);
  expect(tsc).toMatchObject({ default: expect.any(Function), level: 2 });
  expect(await importModule(folder.file('hidden.cjs'))).toEqual({ level: 2, default: { level: 2 } });
  expect(await importModule(folder.file('class.cjs'))).toMatchObject({ level: 2, default: expect.any(Function) });
});

test('importModule() imports compiled packages without a compiler', async () => {
  await using folder = await temporaryFolder({
    'node_modules/rooms/package.json': '{"type": "module"}',
    'node_modules/rooms/index.js': 'export const level = 2;',
  });
  const printed = await runNode(`
    import { registerHooks } from 'node:module';
    registerHooks({ resolve: (specifier, context, next) => (console.log(specifier), next(specifier, context)) });
    const { importModule } = await import(${JSON.stringify(new URL('import-module.ts', import.meta.url))});
    console.log((await importModule(${JSON.stringify(folder.file('node_modules/rooms/index.js'))})).level);
  `);
  expect(printed).toMatch(/\n2\n$/);
  expect(printed).not.toContain('oxc-transform');
});

test('importModule() says where a file, or one that it imports, does not parse', async () => {
  const broken = 'export class Guard {\n  check( {\n}\n';
  expect(await failure({ 'guard.ts': broken })).toMatchInlineSnapshot(
    `"BOUTON_MODULE_NOT_FOUND cannot be imported: SyntaxError: /folder/guard.ts:4:1: Expected \`)\` but found \`EOF\`"`,
  );
  expect(await failure({ 'guard.ts': 'import "./rules.js";', 'rules.js': broken })).toMatchInlineSnapshot(
    `"BOUTON_MODULE_NOT_FOUND cannot be imported: SyntaxError: /folder/rules.js:4:1: Expected \`)\` but found \`EOF\`"`,
  );
});

test('importModule() says what cannot be found', async () => {
  expect(await failure({ 'guard.ts': 'import "zodd";' })).toMatchInlineSnapshot(
    `"BOUTON_MODULE_NOT_FOUND cannot be imported: Cannot find package 'zodd' imported from /folder/guard.ts"`,
  );
  expect(await failure({ 'guard.ts': 'import "./rules.js";' })).toMatchInlineSnapshot(
    `"BOUTON_MODULE_NOT_FOUND cannot be imported: Cannot find module '/folder/rules.js' imported from /folder/guard.ts"`,
  );
});

test('importModule() explains a type that is exported again as a value', async () => {
  const files = {
    'guard.ts': 'export { Rule } from "./rules.ts";',
    'rules.ts': 'export interface Rule { name: string }',
  };
  expect(await failure(files)).toMatchInlineSnapshot(
    `"BOUTON_MODULE_NOT_FOUND cannot be imported: SyntaxError: The requested module './rules.ts' does not provide an export named 'Rule'; if it is a type, mark it: "import type", "export type" (/folder/guard.ts:1)"`,
  );
});

test('importModule() says where a file throws', async () => {
  const files = {
    'guard.ts': 'interface Rule {}\n\nfunction check(): never {\n  throw new TypeError("no rules");\n}\ncheck();',
  };
  expect(await failure(files)).toMatchInlineSnapshot(
    `"BOUTON_MODULE_NOT_FOUND cannot be imported: TypeError: no rules (/folder/guard.ts:4:9)"`,
  );
  expect(await failure({ 'guard.ts': 'throw "no rules";' })).toMatchInlineSnapshot(
    `"BOUTON_MODULE_NOT_FOUND cannot be imported: it threw no rules"`,
  );
});

test("importModule() shows a decorator's fault at the line of the author, with its own code", async () => {
  const named =
    'import { SpamChecker } from "@bouton/sdk";\nexport class Guard {\n  @SpamChecker("user_may_fly")\n  check() {}\n}';
  expect(await failure({ 'guard.ts': named })).toMatch(
    /^BOUTON_UNKNOWN_CALLBACK has a fault at \/folder\/guard\.ts:3:4: @SpamChecker\("user_may_fly"\)/,
  );
  const bare = 'import { SpamChecker } from "@bouton/sdk";\nexport class Guard {\n  @SpamChecker\n  userMayFly() {}\n}';
  expect(await failure({ 'guard.ts': bare })).toMatch(
    /^BOUTON_UNKNOWN_CALLBACK has a fault at \/folder\/guard\.ts:3:4: @SpamChecker/,
  );
});

test('importModule() says what decorators of class-validator want that were compiled as those of TC39', async () => {
  const source = 'import { IsInt } from "@bouton/sdk/config";\nexport class Config {\n  @IsInt()\n  level = 1;\n}';
  const tsconfig = '{ "compilerOptions": { "target": "esnext" } }';
  const wanted = (place: string): string =>
    `BOUTON_LEGACY_DECORATORS has a fault at /folder/${place}: the decorators of class-validator are legacy ones; ` +
    'set "experimentalDecorators": true in the tsconfig.json of the module';
  expect(await failure({ 'guard.ts': source, 'tsconfig.json': tsconfig })).toBe(
    'BOUTON_LEGACY_DECORATORS has a fault at /folder/guard.ts:4:3: @IsInt knows legacy decorators only, and was called as one ' +
      'of TC39; set "experimentalDecorators": true in the tsconfig.json of the module, or describe the config with a schema, ' +
      'such as one of zod: @Module({ config: schema })',
  );

  // Imported from class-validator itself, it throws a TypeError.
  const sdk = dirname(fileURLToPath(import.meta.resolve('@bouton/sdk/package.json')));
  const validator = pathToFileURL(join(sdk, 'node_modules', 'class-validator', 'cjs', 'index.js')).href;
  const compiled = `
    import { IsInt } from '${validator}';
    var __esDecorate = function (decorator) { decorator(undefined, { kind: 'field' }); };
    __esDecorate(IsInt());
  `;
  expect(await failure({ 'guard.js': compiled }, 'guard.js')).toBe(wanted('guard.js:4:5'));
});
