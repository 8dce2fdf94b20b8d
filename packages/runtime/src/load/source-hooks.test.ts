import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { runNode } from '../test/run-node.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { installSourceHooks } from './source-hooks.ts';

const files = {
  'guard.ts': 'import { level } from "./rules/level.js";\nexport enum Answer { Yes = level }\n',
  'rules/level.ts': 'export const level: number = 7;',
  'node_modules/rooms/index.ts': 'export const level: number = 7;',
};

test('installSourceHooks() serves require() as well, and may be called again', async () => {
  await using folder = await temporaryFolder(files);
  installSourceHooks();
  installSourceHooks();
  const load = createRequire(folder.file('index.js'));
  expect(load('./guard.ts')).toMatchObject({ Answer: { Yes: 7, 7: 'Yes' } });
});

test('installSourceHooks() leaves the TypeScript of installed packages to Node, which refuses it', async () => {
  await using folder = await temporaryFolder(files);
  installSourceHooks();
  const load = createRequire(folder.file('index.js'));
  expect(() => load('rooms/index.ts')).toThrow(
    /^Stripping types is currently unsupported for files under node_modules/,
  );
});

test('installSourceHooks() makes stack traces show the source', async () => {
  await using folder = await temporaryFolder({
    'guard.ts':
      'interface Rule {\n  name: string;\n}\n\nexport class Guard {\n  check(): never {\n    throw new Error("no");\n  }\n}\n',
  });
  const printed = await runNode(`
    import { installSourceHooks } from ${JSON.stringify(new URL('source-hooks.ts', import.meta.url))};
    installSourceHooks();
    const { Guard } = await import(${JSON.stringify(folder.file('guard.ts'))});
    try { new Guard().check(); } catch (error) { console.log(error.stack.split('\\n')[1]); }
  `);
  expect(folder.relative(printed)).toBe('    at Guard.check (/folder/guard.ts:7:11)\n');
});

test('installSourceHooks() makes stack traces show the source of a project with decorators of TC39', async () => {
  await using folder = await temporaryFolder({
    'tsconfig.json': '{}',
    'guard.ts': `interface Rule {}
      const kinds: string[] = [];
      const note = (_: unknown, { kind }: ClassMethodDecoratorContext): void => void kinds.push(kind);
      export class Guard {
        @note
        check(): never {
          throw new Error(kinds.join());
        }
      }
    `,
  });
  const printed = await runNode(`
    import { installSourceHooks } from ${JSON.stringify(new URL('source-hooks.ts', import.meta.url))};
    installSourceHooks();
    const { Guard } = await import(${JSON.stringify(folder.file('guard.ts'))});
    try { new Guard().check(); } catch (error) { console.log(error.stack.split('\\n').slice(0, 2).join()); }
  `);
  expect(folder.relative(printed)).toBe('Error: method,    at Guard.check (/folder/guard.ts:7:17)\n');
});

test('installSourceHooks() lends the SDK to a file whose folder has none', async () => {
  await using folder = await temporaryFolder({
    'guard.ts':
      'import { Codes } from "@bouton/sdk";\nimport { parseDuration } from "@bouton/sdk/host";\nconsole.log(Codes.FORBIDDEN, parseDuration("2s"));\n',
  });
  await rm(folder.file('node_modules'), { recursive: true });

  const printed = await runNode(`
    import { installSourceHooks } from ${JSON.stringify(new URL('source-hooks.ts', import.meta.url))};
    installSourceHooks();
    await import(${JSON.stringify(folder.file('guard.ts'))});
  `);

  expect(printed).toBe('M_FORBIDDEN 2000\n');
});
