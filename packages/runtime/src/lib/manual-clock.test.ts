import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ManualClock } from './manual-clock.ts';

test('`ManualClock` stands still until it is moved', async () => {
  const clock = new ManualClock(500);
  await wait(5);
  expect(clock.now()).toBe(500);
  await clock.advance(1);
  expect(clock.now()).toBe(501);
});

test('`ManualClock.advance()` calls timers back at their own times, those of one time in order', async () => {
  const clock = new ManualClock(0);
  const seen: string[] = [];
  for (const [name, delay] of [
    ['c', 30],
    ['a', 10],
    ['b1', 20],
    ['b2', 20],
    ['late', 41],
    ['past', -5],
  ] as const) {
    clock.setTimer(delay, () => seen.push(`${name} at ${clock.now()}`));
  }
  await clock.advance(40);
  expect(seen).toEqual(['past at 0', 'a at 10', 'b1 at 20', 'b2 at 20', 'c at 30']);
  await clock.advance(1);
  expect(seen.at(-1)).toBe('late at 41');
});

test('`ManualClock.advance()` calls timers that were set on the way, by promises too', async () => {
  const clock = new ManualClock(0);
  const seen: number[] = [];
  const again = async (): Promise<void> => {
    await Promise.resolve();
    seen.push(clock.now());
    clock.setTimer(10, () => void again());
  };
  clock.setTimer(10, () => void again());
  await clock.advance(35);
  expect([seen, clock.now()]).toEqual([[10, 20, 30], 35]);
});

test('`ManualClock` does not call a cancelled timer', async () => {
  const clock = new ManualClock(0);
  let calls = 0;
  const timer = clock.setTimer(10, () => calls++);
  timer.cancel();
  timer.cancel();
  await clock.advance(10);
  expect(calls).toBe(0);
});

test.each([-1, Number.NaN])('`ManualClock.advance()` refuses to move by %d ms', async (ms) => {
  await expect(new ManualClock().advance(ms)).rejects.toThrow(
    new RangeError(`A clock cannot move by ${ms} ms; it moves forwards`),
  );
});
