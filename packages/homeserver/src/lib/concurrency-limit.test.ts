import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ConcurrencyLimit } from './concurrency-limit.ts';

test('`run()` lets so many run at a time, in their order, and goes on after a failure', async () => {
  const limit = new ConcurrencyLimit(2);
  const gates = Array.from({ length: 4 }, () => Promise.withResolvers<string>());
  const started: number[] = [];
  const results = gates.map((gate, n) =>
    limit.run(() => {
      started.push(n);
      return gate.promise;
    }),
  );
  const settled = Promise.allSettled(results);
  await nextTurn();
  expect(started).toEqual([0, 1]);
  gates[1]!.reject(new Error('broken'));
  await nextTurn();
  expect(started).toEqual([0, 1, 2]);
  for (const n of [0, 2, 3]) gates[n]!.resolve(`done ${n}`);
  expect((await settled).map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
    'done 0',
    'failed',
    'done 2',
    'done 3',
  ]);
  expect(await limit.run(async () => 'free again')).toBe('free again');
});
