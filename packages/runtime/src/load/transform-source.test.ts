import { expect, test } from 'vitest';
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
