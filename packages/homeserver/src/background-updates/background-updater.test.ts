import { RecordingLogger } from '../../../testing/src/standalone/recording-logger.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '@bouton/runtime';
import type { BackgroundUpdateControllerCallbacks, JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import type { HomeserverContext } from '../context.ts';
import { testRooms } from '../rooms/test/test-rooms.ts';
import { BackgroundUpdater } from './background-updater.ts';
import type { BackgroundUpdate } from './background-update.ts';

const PACE = {
  updateDurationMs: 100,
  sleepEnabled: true,
  sleepDurationMs: 1000,
  minBatchSize: 1,
  defaultBatchSize: 100,
};

/** Counts up to 250, in as many items per batch as it is asked for. */
function counting(batches: unknown[], spend: (ms: number) => void): BackgroundUpdate {
  return {
    isOneShot: false,
    next: async ({ at = 0 }, batchSize) => {
      const items = Math.min(batchSize, 250 - Number(at));
      spend(items * 10);
      const end = Number(at) + items;
      const progress = end === 250 ? undefined : { at: end };
      return { items, write: () => batches.push([Number(at), end]), progress };
    },
  };
}

async function start(
  updates: (spend: (ms: number) => void) => Readonly<Record<string, BackgroundUpdate>>,
  backgroundUpdateController?: BackgroundUpdateControllerCallbacks,
) {
  const rooms = await testRooms(backgroundUpdateController === undefined ? {} : { backgroundUpdateController });
  const settings = { ...rooms.context.settings, backgroundUpdates: PACE };
  const log = new RecordingLogger();
  let spent = 0;
  const clock: Clock = { now: () => rooms.clock.now() + spent, setTimer: (...args) => rooms.clock.setTimer(...args) };
  const context: HomeserverContext = { ...rooms.context, settings, clock, log };
  const spend = (ms: number) => void (spent += ms);
  const updater = new BackgroundUpdater(context, new Map(Object.entries(updates(spend))));
  const pending = (): JsonObject[] =>
    rooms.context.database.all('SELECT update_name, progress FROM background_updates');
  return {
    updater,
    clock: rooms.clock,
    log,
    pending,
    /** Lets time pass until nothing is done. */
    finish: async () => {
      const running = { isOver: false };
      const idle = updater.idle().then(() => (running.isOver = true));
      while (!running.isOver) {
        await rooms.clock.advance(500);
        await nextTurn();
      }
      await idle;
    },
    [Symbol.dispose]: () => {
      updater[Symbol.dispose]();
      rooms[Symbol.dispose]();
    },
  };
}

describe('BackgroundUpdater', () => {
  test('the settings set the pace: a pause, the first batch, then as many items as fit', async () => {
    const batches: unknown[] = [];
    using started = await start((spend) => ({ count: counting(batches, spend) }));
    const { updater, clock, pending } = started;
    expect(await updater.add('count', {})).toBe(true);
    await clock.advance(999);
    expect([batches, pending()]).toEqual([[], [{ update_name: 'count', progress: '{}' }]]);
    await clock.advance(1);
    await nextTurn();
    expect(batches).toEqual([[0, 100]]);
    await started.finish();
    expect(batches).toEqual([[0, 100], ...Array.from({ length: 15 }, (_, n) => [100 + n * 10, 110 + n * 10])]);
    expect([pending(), updater.current]).toEqual([[], undefined]);
  });

  test('a module wraps each batch, and sets its size', async () => {
    const calls: unknown[] = [];
    using started = await start((spend) => ({ count: counting(calls, spend) }), {
      async *onUpdate(...args) {
        calls.push(['enter', ...args]);
        yield 1000;
        calls.push('leave');
      },
      defaultBatchSize: (...args) => {
        calls.push(['default', ...args]);
        return 50;
      },
      minBatchSize: (...args) => {
        calls.push(['min', ...args]);
        return 120;
      },
    });
    const { updater } = started;
    await updater.add('count', {});
    await updater.idle();
    const enter = ['enter', 'count', 'master', false];
    expect(calls).toEqual([
      enter,
      ['default', 'count', 'master'],
      [0, 50],
      'leave',
      enter,
      ['min', 'count', 'master'],
      [50, 170],
      'leave',
      enter,
      ['min', 'count', 'master'],
      [170, 250],
      'leave',
    ]);
  });

  test('a module hears of a batch that failed; after five in a row nothing is tried until the next start', async () => {
    const heard: unknown[] = [];
    const failing: BackgroundUpdate = {
      isOneShot: true,
      next: async () => {
        throw new Error('full disk');
      },
    };
    using started = await start(() => ({ fail: failing }), {
      async *onUpdate(name, _database, oneShot) {
        try {
          yield 100;
        } catch (error) {
          heard.push([name, oneShot, String(error)]);
          throw error;
        }
      },
      defaultBatchSize: () => 1,
      minBatchSize: () => 1,
    });
    const { updater, pending } = started;
    await updater.add('fail', {});
    await updater.idle();
    expect(heard).toEqual(Array.from({ length: 5 }, () => ['fail', true, 'Error: full disk']));
    expect(pending()).toEqual([{ update_name: 'fail', progress: '{}' }]);
  });

  test('a batch that fails does not count as failed if the module keeps the error, but is not passed over in silence', async () => {
    let attempts = 0;
    const failing: BackgroundUpdate = {
      isOneShot: true,
      next: async () => {
        attempts += 1;
        if (attempts < 8) throw new Error('full disk');
        return { items: 1, write: () => undefined, progress: undefined };
      },
    };
    using started = await start(() => ({ fail: failing }), {
      async *onUpdate() {
        try {
          yield 100;
        } catch {
          // Kept.
        }
      },
      defaultBatchSize: () => 1,
      minBatchSize: () => 1,
    });
    const { updater, pending, log } = started;
    await updater.add('fail', {});
    await updater.idle();
    expect([pending(), log.lines]).toEqual([
      [],
      [
        ...Array.from({ length: 7 }, () => 'warn: A batch of a background update failed'),
        'info: Background update fail: 1 items',
      ],
    ]);
  });

  test('`add()` queues what is not queued; an unknown update waits for a version that knows it', async () => {
    const done: string[] = [];
    const once = (name: string): BackgroundUpdate => ({
      isOneShot: true,
      next: async () => ({ items: 1, write: () => done.push(name), progress: undefined }),
    });
    using started = await start(() => ({ one: once('one'), two: once('two') }));
    const { updater, clock, pending } = started;
    updater.enable(false);
    expect([await updater.add('gone', {}), await updater.add('two', { x: 1 }), await updater.add('two', {})]).toEqual([
      true,
      true,
      false,
    ]);
    await updater.add('one', {});
    await clock.advance(5000);
    expect([done, updater.isEnabled]).toEqual([[], false]);
    updater.enable(true);
    expect(updater.current).toEqual({ name: 'two', totalItems: 0, totalMs: 0, itemsPerMs: null });
    await started.finish();
    expect(done).toEqual(['two', 'one']);
    expect(pending()).toEqual([{ update_name: 'gone', progress: '{}' }]);
  });
});
