import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { transformSource } from './transform-source.ts';

test('transformSource() lowers decorators without metadata of types, and parameter properties', () => {
  const [code] = transformSource(
    '/srv/guard.ts',
    'class Config {}\n@Module({})\nexport class Guard {\n  constructor(private readonly config: Config) {}\n}\n',
  ).split('\n//# sourceMappingURL=');
  expect(code).toMatchInlineSnapshot(`
    "import _decorate from "@oxc-project/runtime/helpers/decorate";
    class Config {}
    let Guard = class Guard {
    	config;
    	constructor(config) {
    		this.config = config;
    	}
    };
    Guard = _decorate([Module({})], Guard);
    export { Guard };
    "
  `);
});

test('transformSource() ends with a source map of the file', () => {
  const [, encoded = ''] = transformSource('/srv/guard.ts', 'enum A { B }').split(
    '//# sourceMappingURL=data:application/json;base64,',
  );
  const map: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString());
  expect(map).toMatchObject({ version: 3, sources: ['/srv/guard.ts'], sourcesContent: ['enum A { B }'] });
});

test('transformSource() says where a file does not parse', () => {
  expect(() =>
    transformSource('/srv/guard.ts', '// ä\nexport class Guard {\n  check( {\n}\n'),
  ).toThrowErrorMatchingInlineSnapshot(`[SyntaxError: /srv/guard.ts:5:1: Expected \`)\` but found \`EOF\`]`);
});

/** What a module's file becomes that belongs to a project with this tsconfig.json. */
async function transformedIn(tsconfig: string, text: string): Promise<string> {
  await using folder = await temporaryFolder({
    'tsconfig.json': tsconfig,
    'base.json': '{ "compilerOptions": { "experimentalDecorators": true } }',
    'src/guard.ts': text,
  });
  return folder.relative(transformSource(folder.file('src/guard.ts'), text)).split('\n//# sourceMappingURL=')[0] ?? '';
}

const guard = 'export class Guard { @note check(): void {} }';

test('transformSource() compiles decorators by the standard of the nearest tsconfig.json', async () => {
  const legacy = '_decorate([note], Guard.prototype, "check", null)';
  const tc39 = '__decorateElement(_init, 1, "check", _check_dec, Guard)';
  expect(await transformedIn('{}', guard)).toContain(tc39);
  expect(await transformedIn('{ /* as tsc --init */ "compilerOptions": { "target": "esnext", } }', guard)).toContain(
    tc39,
  );
  expect(await transformedIn('{ "compilerOptions": { "experimentalDecorators": true } }', guard)).toContain(legacy);
  expect(await transformedIn('{ "extends": "./base.json" }', guard)).toContain(legacy);
});

test('transformSource() leaves the types and the fields of a class with decorators of TC39 as tsc does', async () => {
  const code = await transformedIn(
    '{}',
    'import { Rule } from "./rule.ts";\nexport class Guard { unset?: number; constructor(private readonly rule: Rule) {} @note check(rule: Rule): void {} }',
  );
  expect(code).not.toContain('rule.ts');
  expect(code).toContain('this.rule = rule;');
  expect(code).toMatch(/__publicField\(this, "unset"\)|^\s*unset;$/m);
});

test('transformSource() says that the tsconfig.json cannot be read', async () => {
  await expect(transformedIn('{ "extends": "./missing.json" }', guard)).rejects.toThrow(
    /\/tsconfig\.json, which says what decorators .*\/src\/guard\.ts has, cannot be read: File '\.\/missing\.json' not found\.$/,
  );
});
