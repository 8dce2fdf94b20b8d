import { expect, test } from 'vitest';
import { readCachedNotes } from '../metadata/read-notes.ts';
import type { UserId } from '../types/ids.ts';
import { Cached } from './cached.ts';

test('Cached notes async methods, bare and with options', () => {
  class Accepted {
    @Cached
    async department(userId: UserId): Promise<string> {
      return userId;
    }

    @Cached({ maxEntries: 5 })
    async floor(_userId: UserId, building: number): Promise<number | null> {
      return building;
    }

    @Cached({})
    room(): Promise<number> {
      return Promise.resolve(1);
    }
  }

  expect(readCachedNotes(Accepted)).toEqual([
    { method: 'department', maxEntries: 1000 },
    { method: 'floor', maxEntries: 5 },
    { method: 'room', maxEntries: 1000 },
  ]);
});

test.each([0, -1, 1.5, Number.NaN, '10'])('Cached refuses %j as maxEntries', (maxEntries) => {
  expect(() => Reflect.apply(Cached, undefined, [{ maxEntries }])).toThrow(
    `@Cached wants a positive integer as maxEntries, and has ${maxEntries}`,
  );
});

test('Cached notes for how long answers are kept', () => {
  class Accepted {
    @Cached({ maxAge: '5m' })
    async department(): Promise<string> {
      return '';
    }

    @Cached({ maxEntries: 5, maxAge: 1500 })
    async floor(): Promise<number> {
      return 1;
    }
  }

  expect(readCachedNotes(Accepted)).toEqual([
    { method: 'department', maxEntries: 1000, maxAgeMs: 300_000 },
    { method: 'floor', maxEntries: 5, maxAgeMs: 1500 },
  ]);
});

test.each(['soon', '0s', '-5s', 0, -1])('Cached refuses %j as maxAge', (maxAge) => {
  expect(() => Reflect.apply(Cached, undefined, [{ maxAge }])).toThrow(
    `@Cached wants a duration like "5m", or a number of milliseconds above zero, as maxAge, and has ${JSON.stringify(maxAge)}`,
  );
});

test('Cached refuses a method that is cached already', () => {
  expect(() => {
    class Twice {
      @Cached
      @Cached({ maxEntries: 5 })
      async department(): Promise<string> {
        return '';
      }
    }
    return Twice;
  }).toThrow('@Cached stands on Twice.department, which is cached already');
});

// Only compiled.
export function refusedByTheCompiler(): unknown {
  class Refused {
    // @ts-expect-error Not async.
    @Cached
    department(userId: UserId): string {
      return userId;
    }

    // @ts-expect-error Not async.
    @Cached({ maxEntries: 5 })
    floor(): number {
      return 1;
    }

    // @ts-expect-error No such option.
    @Cached({ entries: 5 })
    async room(): Promise<number> {
      return 1;
    }

    // @ts-expect-error A property.
    @Cached
    door = async (): Promise<number> => 1;
  }
  return Refused;
}
