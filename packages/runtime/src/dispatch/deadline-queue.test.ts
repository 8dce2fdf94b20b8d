import { setTimeout as wait } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { DeadlineQueue, MISSED } from './deadline-queue.ts';

const unexpected = (error: unknown): void => expect.unreachable(String(error));
const never = new Promise<never>(() => undefined);

/** Waits for promises in a queue, and notes the names of those that miss the deadline. */
function waitingIn(queue: DeadlineQueue) {
  const missed: string[] = [];
  const begin = (name: string, promise: PromiseLike<unknown> = never): void => {
    void queue.wait(promise, unexpected).then((settled) => settled === MISSED && missed.push(name));
  };
  return { missed, begin };
}

test('`DeadlineQueue.wait()` tells who misses the deadline, the oldest first, and each once', async () => {
  const { missed, begin } = waitingIn(new DeadlineQueue(30));
  begin('one');
  begin('two', Promise.resolve());
  begin('three');
  await wait(15);
  begin('four');
  expect(missed).toEqual([]);
  await wait(60);
  expect(missed).toEqual(['one', 'three', 'four']);
  await wait(40);
  expect(missed).toEqual(['one', 'three', 'four']);
});

test('`DeadlineQueue.wait()` forgets first, middle and last when they settle, and can be used again', async () => {
  const { missed, begin } = waitingIn(new DeadlineQueue(10));
  const promises = ['one', 'two', 'three'].map((name) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    begin(name, promise);
    return resolve;
  });
  for (const index of [1, 0, 2]) promises[index]!();
  await wait(30);
  expect(missed).toEqual([]);
  begin('four');
  await wait(30);
  expect(missed).toEqual(['four']);
});

test('`DeadlineQueue.wait()` gives what comes after its timer was set the whole deadline', async () => {
  const { missed, begin } = waitingIn(new DeadlineQueue(60));
  begin('first', Promise.resolve());
  await wait(40);
  begin('second');
  // The timer of the first rings here.
  await wait(40);
  expect(missed).toEqual([]);
  await wait(40);
  expect(missed).toEqual(['second']);
});

test('`DeadlineQueue.wait()` settles as the promise does, and hands on what comes too late', async () => {
  const queue = new DeadlineQueue(10);
  expect(await queue.wait(Promise.resolve('answer'), unexpected)).toBe('answer');
  await expect(queue.wait(Promise.reject(new Error('broken')), unexpected)).rejects.toThrow('broken');
  const { promise, reject } = Promise.withResolvers<never>();
  const threwLate = vi.fn<(error: unknown) => void>();
  expect(await queue.wait(promise, threwLate)).toBe(MISSED);
  reject(new Error('late'));
  await wait(0);
  expect(threwLate.mock.calls).toEqual([[new Error('late')]]);
});
