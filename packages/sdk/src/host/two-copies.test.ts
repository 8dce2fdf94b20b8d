import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('fixtures/two-copies.ts', import.meta.url));

test('what one copy of the SDK notes, another reads', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [script]);

  expect(JSON.parse(stdout)).toEqual({
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
