import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { Threads } from './threads.ts';

const files = {
  'sum.ts': `
    import { threadId } from 'node:worker_threads';
    import { Codes } from '@bouton/sdk';
    enum Kind { Sum = 'sum' }
    export default async (...terms: number[]) => ({
      kind: Kind.Sum,
      code: Codes.FORBIDDEN,
      sum: terms.reduce((one, other) => one + other, 0),
      inThread: threadId > 0,
    });
  `,
  'thread.ts': "import { threadId } from 'node:worker_threads';\nexport default () => threadId;\n",
  'fail.ts': "export default () => { throw new RangeError('too far'); };\n",
  'nothing.ts': 'export const sum = 1;\n',
};

test('`Threads.run()` calls the default export of a file, TypeScript too, in another thread', async () => {
  await using folder = await temporaryFolder(files);
  await using threads = new Threads();
  expect(await threads.run(pathToFileURL(folder.file('sum.ts')), [1, 2, 3])).toEqual({
    kind: 'sum',
    code: 'M_FORBIDDEN',
    sum: 6,
    inThread: true,
  });
});

test('`Threads.run()` throws what the function throws, and says what a file lacks', async () => {
  await using folder = await temporaryFolder(files);
  await using threads = new Threads();
  const run = (file: string) => threads.run(pathToFileURL(folder.file(file)), []);
  await expect(run('fail.ts')).rejects.toThrow(new RangeError('too far'));
  await expect(run('nothing.ts')).rejects.toThrow(/nothing\.ts must export a function as its default; found none$/);
  await expect(run('missing.ts')).rejects.toThrow(/^cannot be imported: /);
});

test('`Threads.run()` uses no thread of one pool for another', async () => {
  await using folder = await temporaryFolder(files);
  await using threads = new Threads();
  const file = pathToFileURL(folder.file('thread.ts'));
  const pool = { maxThreads: 1 };
  const [first, second, own] = [
    await threads.run(file, [], pool),
    await threads.run(file, [], pool),
    await threads.run(file, []),
  ];
  expect(second).toBe(first);
  expect(own).not.toBe(first);
});
