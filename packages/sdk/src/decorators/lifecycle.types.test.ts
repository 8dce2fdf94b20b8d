import { expect, test } from 'vitest';
import { readLoopingCallNotes, readOnStartNotes } from '../metadata/read-notes.ts';
import { LoopingCall } from './looping-call.ts';
import { OnStart } from './on-start.ts';

test('LoopingCall and OnStart note methods without parameters, async or not', () => {
  class Accepted {
    @LoopingCall('30s')
    async refresh(): Promise<void> {}

    @LoopingCall(1500, { runOnAllInstances: true })
    tick(): void {}

    @OnStart
    async connect(): Promise<void> {}

    @OnStart
    prepare(): void {}
  }

  expect(readLoopingCallNotes(Accepted)).toEqual([
    { method: 'refresh', intervalMs: 30_000, runOnAllInstances: false },
    { method: 'tick', intervalMs: 1500, runOnAllInstances: true },
  ]);
  expect(readOnStartNotes(Accepted)).toEqual([{ method: 'connect' }, { method: 'prepare' }]);
});

test.each(['soon', '0s', 0, -5, '-5s', 1.5])('LoopingCall refuses %j as interval', (interval) => {
  expect(() => Reflect.apply(LoopingCall, undefined, [interval])).toThrow(
    `@LoopingCall wants a duration like "30s", or a number of milliseconds above zero, and has ${JSON.stringify(interval)}`,
  );
});

test('LoopingCall and OnStart stand on a method once', () => {
  expect(() => {
    class Twice {
      @LoopingCall('30s')
      @LoopingCall('5m')
      refresh(): void {}
    }
    return Twice;
  }).toThrow('@LoopingCall stands on Twice.refresh, which is called again and again already');
  expect(() => {
    class Twice {
      @OnStart
      @OnStart()
      connect(): void {}
    }
    return Twice;
  }).toThrow('@OnStart stands on Twice.connect, which is called at the start already');
});

test('LoopingCall says what is missing if it has no parentheses', () => {
  class Bare {}
  expect(() => Reflect.apply(LoopingCall, undefined, [Bare.prototype, 'refresh', {}])).toThrow(
    '@LoopingCall wants a duration like "30s", or a number of milliseconds above zero, and has no parentheses',
  );
});

// Only compiled.
export function refusedByTheCompiler(): unknown {
  class Refused {
    // @ts-expect-error No such unit.
    @LoopingCall('30x')
    a(): void {}

    // @ts-expect-error Below zero.
    @LoopingCall('-5s')
    past(): void {}

    // @ts-expect-error Called without arguments.
    @LoopingCall('30s')
    b(name: string): string {
      return name;
    }

    // @ts-expect-error An interval is wanted.
    @LoopingCall
    c(): void {}

    // @ts-expect-error Called without arguments.
    @OnStart
    d(name: string): void {
      void name;
    }
  }
  return Refused;
}
