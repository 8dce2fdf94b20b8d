import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** What a script prints, run by a Node of its own. */
async function run(script: string): Promise<unknown> {
  const path = fileURLToPath(new URL(`fixtures/${script}`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [path]);
  return JSON.parse(stdout);
}

test('what one copy of the SDK notes, another reads', async () => {
  expect(await run('two-copies.ts')).toEqual({
    areTwo: true,
    isModule: true,
    note: { name: 'Demo', resources: ['/demo'], hasConfigClass: true },
    callbacks: [{ category: 'spam_checker', callback: 'user_may_invite', method: 'userMayInvite' }],
    httpMethods: [{ httpMethod: 'GET', method: 'get' }],
    accepted: { ok: true, value: 6, secrets: [['token']] },
    refused: [
      [
        [['size'], 'must be an integer'],
        [['token'], 'is required: must be a string'],
      ],
      [[['size'], 'must be small']],
    ],
    errors: [true, true],
  });
});

test("a host's parser reads the config of a module whose copy of the SDK has none", async () => {
  const issue = (path: readonly string[], message: string) => ({ path, at: 'value', message });

  expect(await run('without-parser.ts')).toEqual({
    alone: {
      ok: false,
      issues: [issue([], 'needs its class Settings to be decorated with what @bouton/sdk/config exports')],
    },
    withHost: [
      { ok: true, value: { size: 3 } },
      { ok: false, issues: [issue(['size'], 'must be an integer')] },
    ],
  });
});
