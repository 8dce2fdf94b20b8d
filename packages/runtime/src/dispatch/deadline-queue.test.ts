import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DeadlineQueue, Expiring } from './deadline-queue.ts';

class Recorded extends Expiring {
  readonly #name: string;
  readonly #expired: string[];

  constructor(name: string, expired: string[]) {
    super();
    this.#name = name;
    this.#expired = expired;
  }

  override expire(): void {
    this.#expired.push(this.#name);
  }
}

test('`DeadlineQueue` expires what is not removed in time, the oldest first, and each once', async () => {
  const expired: string[] = [];
  const queue = new DeadlineQueue(30);
  const [one, two, three, four] = ['one', 'two', 'three', 'four'].map((name) => new Recorded(name, expired));
  for (const added of [one, two, three]) queue.add(added!);
  queue.remove(two!);
  await wait(15);
  queue.add(four!);
  expect(expired).toEqual([]);
  await wait(60);
  expect(expired).toEqual(['one', 'three', 'four']);
  await wait(40);
  expect(expired).toEqual(['one', 'three', 'four']);
});

test('`DeadlineQueue` expires nothing when first, middle and last are removed, and can be used again', async () => {
  const expired: string[] = [];
  const queue = new DeadlineQueue(10);
  const [one, two, three] = ['one', 'two', 'three'].map((name) => new Recorded(name, expired));
  for (const added of [one, two, three]) queue.add(added!);
  for (const removed of [two, one, three]) queue.remove(removed!);
  await wait(30);
  expect(expired).toEqual([]);
  queue.add(one!);
  await wait(30);
  expect(expired).toEqual(['one']);
});

test('`DeadlineQueue` gives what is added after its timer was set the whole deadline', async () => {
  const expired: string[] = [];
  const queue = new DeadlineQueue(60);
  const first = new Recorded('first', expired);
  queue.add(first);
  queue.remove(first);
  await wait(40);
  queue.add(new Recorded('second', expired));
  // The timer of the first rings here.
  await wait(40);
  expect(expired).toEqual([]);
  await wait(40);
  expect(expired).toEqual(['second']);
});
