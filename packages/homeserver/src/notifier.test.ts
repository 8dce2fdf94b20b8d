import { ManualClock } from '@bouton/runtime';
import { expect, test } from 'vitest';
import { Notifier } from './notifier.ts';

/** What has happened to the promise by now. */
async function stateOf(promise: Promise<void>): Promise<'pending' | 'settled'> {
  return Promise.race([
    promise.then(() => 'settled' as const),
    new Promise<'pending'>((resolve) => setImmediate(resolve, 'pending')),
  ]);
}

test('Notifier wakes whoever waits for a key, and nobody else', async () => {
  const notifier = new Notifier(new ManualClock());
  const alice = notifier.wait(['@alice:localhost', '!room:localhost'], 1_000);
  const bob = notifier.wait(['@bob:localhost'], 1_000);

  notifier.notify('!room:localhost');

  expect(await stateOf(alice)).toBe('settled');
  expect(await stateOf(bob)).toBe('pending');
});

test('Notifier lets go when the time is over', async () => {
  const clock = new ManualClock();
  const wait = new Notifier(clock).wait(['@alice:localhost'], 1_000);

  await clock.advance(999);
  expect(await stateOf(wait)).toBe('pending');
  await clock.advance(1);
  expect(await stateOf(wait)).toBe('settled');
});

test('Notifier lets go when the signal is aborted, before and while it waits', async () => {
  const notifier = new Notifier(new ManualClock());
  const controller = new AbortController();
  const wait = notifier.wait(['@alice:localhost'], 1_000, controller.signal);
  expect(await stateOf(wait)).toBe('pending');

  controller.abort();

  expect(await stateOf(wait)).toBe('settled');
  expect(await stateOf(notifier.wait(['@alice:localhost'], 1_000, controller.signal))).toBe('settled');
});
