import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MISTAKES } from './test/mistakes.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const imports = `import { ${[
  'AuthChecker, Cached, Codes, Get, LoopingCall, Module, ModuleApi, NOT_SPAM, OnStart, PasswordAuthProvider, SpamChecker',
  'ThirdPartyRules, WebResource, type JsonObject, type JsonValue, type LoginResult, type RoomId, type SpamVerdict, type UserId',
  'type WebResourceContext',
].join(', ')} } from '@bouton/sdk'; import { Duration, IsUserId, Secret } from '@bouton/sdk/config';`;

/** What tsc says of each mistake, by its number. */
async function compile(folder: string): Promise<ReadonlyMap<number, string>> {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { cwd: folder }, (_error, stdout) =>
      resolve(stdout),
    );
  });
  const messages = new Map<number, string>();
  for (const message of output.split(/\n(?=\S)/)) {
    const [, number, text = ''] = /^(\d+)\.ts(.*)$/s.exec(message.trimEnd()) ?? [undefined, 'NaN', message];
    messages.set(Number(number), [messages.get(Number(number)), text].filter((part) => part !== undefined).join('\n'));
  }
  return messages;
}

test.each([
  ['legacy', true],
  ['TC39', false],
])(
  'what the compiler says of mistakes with %s decorators',
  async (standard, experimentalDecorators) => {
    const folder = await mkdtemp(join(tmpdir(), 'bouton-mistakes-'));
    try {
      await mkdir(join(folder, 'node_modules/@bouton'), { recursive: true });
      await symlink(join(root, 'packages/sdk'), join(folder, 'node_modules/@bouton/sdk'));
      await symlink(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'));
      const compilerOptions = { experimentalDecorators, emitDecoratorMetadata: experimentalDecorators };
      const config = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.ts'] };
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
      await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
      for (const [index, [, code]] of MISTAKES.entries()) {
        await writeFile(join(folder, `${index}.ts`), `${imports}\n${code}\n`);
      }
      const messages = await compile(folder);
      const page = MISTAKES.map(([title, code], index) => {
        return `# ${title}\n\n${code}\n\n${messages.get(index) ?? ''}\n`;
      });

      // Every mistake is refused, and nothing else.
      expect(new Set(messages.keys())).toEqual(new Set(MISTAKES.keys()));
      await expect(page.join('\n')).toMatchFileSnapshot(`test/mistakes.${standard.toLowerCase()}.txt`);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
  60_000,
);
