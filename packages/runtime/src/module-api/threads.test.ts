import { pathToFileURL } from 'node:url';
import { SynapseError } from '@bouton/sdk';
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
  'wait.ts': 'export default () => new Promise((resolve) => setTimeout(resolve, 60_000));\n',
  'compiled.js': 'export default (sum) => sum + 1;\n',
  'fail.ts': "export default () => { throw new RangeError('too far'); };\n",
  'refuse.ts': `
    import { SynapseError } from '@bouton/sdk';
    export default (limit: number) => {
      throw new SynapseError(413, 'Too much', 'M_TOO_LARGE', { limit }, { 'retry-after': '5' });
    };
  `,
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

test('`Threads.run()` takes the compiled file if there is no TypeScript', async () => {
  await using folder = await temporaryFolder(files);
  await using threads = new Threads();
  expect(await threads.run(pathToFileURL(folder.file('compiled.ts')), [1])).toBe(2);
});

test('`Threads.run()` throws what the function throws, and says what a file lacks', async () => {
  await using folder = await temporaryFolder(files);
  await using threads = new Threads();
  const run = (file: string) => threads.run(pathToFileURL(folder.file(file)), []);
  await expect(run('fail.ts')).rejects.toThrow(new RangeError('too far'));
  await expect(run('nothing.ts')).rejects.toThrow(/nothing\.ts must export a function as its default; found none$/);
  await expect(run('missing.ts')).rejects.toThrow(/^cannot be imported: /);
});

test('`Threads.run()` throws a SynapseError that the function throws, as it is', async () => {
  await using folder = await temporaryFolder(files);
  await using threads = new Threads();
  const error: unknown = await threads
    .run(pathToFileURL(folder.file('refuse.ts')), [3])
    .catch((thrown: unknown) => thrown);
  expect(error).toEqual(new SynapseError(413, 'Too much', 'M_TOO_LARGE', { limit: 3 }, { 'retry-after': '5' }));
  expect(error).toMatchObject({ status: 413, stack: expect.stringContaining('refuse.ts') });
});

test.each([0, -1, 1.5, Number.NaN])('`Threads.run()` refuses a pool of %d threads', async (maxThreads) => {
  await using folder = await temporaryFolder(files);
  await using threads = new Threads();
  await expect(threads.run(pathToFileURL(folder.file('thread.ts')), [], { maxThreads })).rejects.toThrow(
    new RangeError(`maxThreads must be a positive integer; got ${maxThreads}`),
  );
});

test('`Threads.run()` gives up what runs when the module ends, and begins nothing after', async () => {
  await using folder = await temporaryFolder(files);
  const threads = new Threads();
  const file = pathToFileURL(folder.file('wait.ts'));
  const waiting = Promise.allSettled([threads.run(file, [])]);
  await threads[Symbol.asyncDispose]();
  expect(await waiting).toMatchObject([{ status: 'rejected' }]);
  await expect(threads.run(file, [])).rejects.toThrow(new Error(`${file.href} cannot run: its module has ended`));
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
