import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { systemClock } from './clock.ts';

test('`systemClock` tells the time and calls back after the delay', async () => {
  const start = Date.now();
  expect(systemClock.now()).toBeGreaterThanOrEqual(start);
  const called = Promise.withResolvers<number>();
  systemClock.setTimer(20, () => called.resolve(Date.now()));
  await wait(60);
  expect((await called.promise) - start).toBeGreaterThanOrEqual(19);
});

test('`systemClock` does not call a cancelled timer', async () => {
  let calls = 0;
  systemClock.setTimer(5, () => calls++).cancel();
  await wait(20);
  expect(calls).toBe(0);
});

test('`systemClock` does not call at once for a delay beyond what setTimeout takes', async () => {
  let calls = 0;
  const timer = systemClock.setTimer(60 * 24 * 3_600_000, () => calls++);
  await wait(20);
  timer.cancel();
  expect(calls).toBe(0);
});
