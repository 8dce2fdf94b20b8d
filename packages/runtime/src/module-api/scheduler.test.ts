import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ManualClock } from '../lib/manual-clock.ts';
import { RecordingLogger } from '../../../testing/src/standalone/recording-logger.ts';
import { Scheduler } from './scheduler.ts';

function start(isBackgroundProcess = true) {
  const clock = new ManualClock(0);
  const log = new RecordingLogger();
  const scheduler = new Scheduler({ clock, shouldRunBackgroundTasks: () => isBackgroundProcess }, log);
  const seen: string[] = [];
  const note = (what: string) => (): void => void seen.push(`${what} at ${clock.now()}`);
  return { clock, log, scheduler, seen, note };
}

test('`Scheduler.loopingCall()` calls first after the interval', async () => {
  const { clock, scheduler, seen, note } = start();
  scheduler.loopingCall(note('call'), 10);
  await clock.advance(9);
  expect(seen).toEqual([]);
  await clock.advance(21);
  expect(seen).toEqual(['call at 10', 'call at 20', 'call at 30']);
});

test('`Scheduler.loopingCall()` calls next an interval after the last call finished', async () => {
  const { clock, scheduler, seen, note } = start();
  const slow = async (): Promise<void> => {
    note('begin')();
    await scheduler.sleep(7);
    note('end')();
  };
  scheduler.loopingCall(slow, 10);
  await clock.advance(40);
  expect(seen).toEqual(['begin at 10', 'end at 17', 'begin at 27', 'end at 34']);
});

test('`Scheduler.loopingCall()` logs exceptions and goes on', async () => {
  const { clock, log, scheduler } = start();
  const error = new Error('broken');
  let calls = 0;
  const fail = (): void => {
    calls++;
    throw error;
  };
  scheduler.loopingCall(fail, 10);
  scheduler.loopingCall(async () => fail(), 10, { description: 'second' });
  await clock.advance(20);
  expect(calls).toBe(4);
  expect(log.lines.slice(0, 2)).toEqual([
    'error: Background process fail failed',
    'error: Background process second failed',
  ]);
  expect(log.fields[0]).toEqual({ error });
});

test('`Scheduler.loopingCall()` runs only in the process for background tasks, unless it may everywhere', async () => {
  const { clock, log, scheduler, seen, note } = start(false);
  scheduler.loopingCall(note('one'), 10, { description: 'tidy' });
  scheduler.loopingCall(note('two'), 10, { runOnAllInstances: true });
  await clock.advance(10);
  expect(seen).toEqual(['two at 10']);
  expect(log.lines).toEqual([
    'warn: Looping call tidy does not run in this process, which is not the one for background tasks',
  ]);
});

test.each([0, -1, Number.NaN])('`Scheduler.loopingCall()` refuses an interval of %d ms', (intervalMs) => {
  const { scheduler } = start();
  expect(() => scheduler.loopingCall(() => undefined, intervalMs, { description: 'tidy' })).toThrow(
    new RangeError(`Looping call tidy needs a positive interval, got ${intervalMs} ms`),
  );
});

test('`Scheduler.delayedCall()` calls once, unless it is cancelled', async () => {
  const { clock, log, scheduler, seen, note } = start();
  scheduler.delayedCall(10, note('kept'));
  scheduler.delayedCall(10, note('cancelled')).cancel();
  const broken = scheduler.delayedCall(
    20,
    async () => {
      throw new Error('broken');
    },
    'mail',
  );
  await clock.advance(50);
  broken.cancel();
  expect(seen).toEqual(['kept at 10']);
  expect(log.lines).toEqual(['error: Background process mail failed']);
});

test('`Scheduler.runInBackground()` gives what the function gives, and undefined if it throws', async () => {
  const { log, scheduler } = start();
  expect(await scheduler.runInBackground('add', async () => 7)).toBe(7);
  const broken = (): number => {
    throw new Error('broken');
  };
  expect(await scheduler.runInBackground('add', broken)).toBe(undefined);
  expect(log.lines).toEqual(['error: Background process add failed']);
});

test('`Scheduler` begins nothing more once it is disposed', async () => {
  const { clock, scheduler, seen, note } = start();
  scheduler.loopingCall(note('looping'), 10);
  scheduler.delayedCall(10, note('delayed'));
  void scheduler.sleep(10).then(note('awake'));
  const slow = async (): Promise<void> => {
    await scheduler.sleep(1);
    note('slept in a loop')();
  };
  scheduler.loopingCall(slow, 9);
  await clock.advance(9);
  scheduler[Symbol.dispose]();
  scheduler.loopingCall(note('late looping'), 10);
  scheduler.delayedCall(10, note('late delayed')).cancel();
  void scheduler.sleep(10).then(note('late awake'));
  await clock.advance(100);
  expect(seen).toEqual([]);
});

test('`Scheduler` does not loop on after it was disposed during a call', async () => {
  const { clock, scheduler, seen, note } = start();
  const finish = Promise.withResolvers<void>();
  scheduler.loopingCall(async () => {
    note('call')();
    await finish.promise;
  }, 10);
  await clock.advance(10);
  scheduler[Symbol.dispose]();
  finish.resolve();
  await clock.advance(100);
  expect(seen).toEqual(['call at 10']);
});

test('`Scheduler.idle()` waits for calls that run, and not for those that sleep', async () => {
  const { clock, scheduler, seen, note } = start();
  const work = async (): Promise<void> => {
    await setImmediate();
    note('worked')();
  };
  scheduler.loopingCall(work, 10);
  scheduler.delayedCall(10, work);
  const sleeper = scheduler.runInBackground('outer', () =>
    scheduler.runInBackground('inner', async () => {
      await work();
      await scheduler.sleep(20);
      await work();
    }),
  );

  expect(await scheduler.idle()).toBe(true);
  expect(seen).toEqual(['worked at 0']);
  expect(await scheduler.idle()).toBe(false);
  await clock.advance(10);
  await scheduler.idle();
  expect(seen).toEqual(['worked at 0', 'worked at 10', 'worked at 10']);
  await clock.advance(10);
  await scheduler.idle();
  expect(seen.slice(3)).toEqual(['worked at 20', 'worked at 20']);
  await sleeper;
});

test('`Scheduler.idle()` waits for a call that goes on after another one failed', async () => {
  const { scheduler, seen, note } = start();
  void scheduler.runInBackground('fails', () => Promise.reject(new Error('broken')));
  void scheduler.runInBackground('works', async () => {
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
    note('done')();
  });

  expect(await scheduler.idle()).toBe(true);
  expect(seen).toEqual(['done at 0']);
});
