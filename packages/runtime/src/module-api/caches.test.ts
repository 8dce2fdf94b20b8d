import { BoutonError } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { Caches } from './caches.ts';

/** A function whose executions a test counts and ends. */
class Lookup {
  readonly calls: string[] = [];
  readonly #pending: PromiseWithResolvers<string>[] = [];

  readonly find = async (userId: string): Promise<string> => {
    this.calls.push(userId);
    const pending = Promise.withResolvers<string>();
    this.#pending.push(pending);
    return pending.promise;
  };

  answer(call: number, value: string): void {
    this.#pending[call]?.resolve(value);
  }

  fail(call: number): void {
    this.#pending[call]?.reject(new Error('unreachable'));
  }
}

const numbered = () => {
  let calls = 0;
  return async (...args: (string | number)[]): Promise<string> => `${args.join()} #${++calls}`;
};

test('`Caches.wrap()` computes an answer once for the same arguments', async () => {
  const cached = new Caches().wrap('demo.f', numbered(), { maxEntries: 10 });
  expect(await cached('a')).toBe('a #1');
  expect(await cached('a')).toBe('a #1');
  expect(await cached('b')).toBe('b #2');
  expect(await cached('a', 1)).toBe('a,1 #3');
  expect(await cached('a', '1')).toBe('a,1 #4');
  expect(await cached('a', 1)).toBe('a,1 #3');
});

test('`Caches.wrap()` caches undefined like any answer', async () => {
  let calls = 0;
  const cached = new Caches().wrap('demo.f', async () => void calls++, { maxEntries: 10 });
  await cached();
  await cached();
  expect(calls).toBe(1);
});

test('`Caches.wrap()` shares one execution between calls at the same time', async () => {
  const lookup = new Lookup();
  const cached = new Caches().wrap('demo.find', lookup.find, { maxEntries: 10 });
  const answers = Promise.all([cached('a'), cached('a'), cached('b')]);
  await Promise.resolve();
  lookup.answer(0, 'engineering');
  lookup.answer(1, 'sales');
  expect(await answers).toEqual(['engineering', 'engineering', 'sales']);
  expect(lookup.calls).toEqual(['a', 'b']);
});

test('`Caches.wrap()` does not cache failures, and shares those too', async () => {
  const lookup = new Lookup();
  const cached = new Caches().wrap('demo.find', lookup.find, { maxEntries: 10 });
  const failed = Promise.allSettled([cached('a'), cached('a')]);
  await Promise.resolve();
  lookup.fail(0);
  expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = cached('a');
  await Promise.resolve();
  lookup.answer(1, 'engineering');
  expect(await again).toBe('engineering');
  expect(lookup.calls).toEqual(['a', 'a']);
});

test('`Caches.wrap()` rejects, and caches nothing, if the function throws without a promise', async () => {
  const compute = (): Promise<string> => {
    throw new Error('broken');
  };
  await expect(new Caches().wrap('demo.f', compute, { maxEntries: 10 })()).rejects.toThrow('broken');
});

test('`Caches.wrap()` forgets the least recently used answer', async () => {
  const cached = new Caches().wrap('demo.f', numbered(), { maxEntries: 2 });
  await cached('a');
  await cached('b');
  await cached('a');
  await cached('c');
  expect(await cached('a')).toBe('a #1');
  expect(await cached('b')).toBe('b #4');
});

test.each([0, -1, 1.5, Number.NaN])('`Caches.wrap()` refuses to hold %d entries', (maxEntries) => {
  expect(() => new Caches().wrap('demo.f', numbered(), { maxEntries })).toThrow(
    new RangeError(`A cache holds at least one entry, not ${maxEntries}`),
  );
});

test('`Caches.wrap()` computes an answer anew when it is too old, but not while it is being computed', async () => {
  let now = 0;
  const lookup = new Lookup();
  const cached = new Caches(() => now).wrap('demo.find', lookup.find, { maxEntries: 10, maxAgeMs: 1000 });
  const first = cached('a');
  now = 5000;
  const second = cached('a');
  await Promise.resolve();
  lookup.answer(0, 'engineering');
  expect([await first, await second]).toEqual(['engineering', 'engineering']);

  now = 5999;
  expect(await cached('a')).toBe('engineering');
  now = 6000;
  const anew = cached('a');
  await Promise.resolve();
  lookup.answer(1, 'sales');
  expect(await anew).toBe('sales');
  expect(lookup.calls).toEqual(['a', 'a']);
});

test.each([0, -1, Number.NaN])('`Caches.wrap()` refuses to keep answers for %d ms', (maxAgeMs) => {
  expect(() => new Caches().wrap('demo.f', numbered(), { maxEntries: 1, maxAgeMs })).toThrow(
    new RangeError(`A cache keeps answers for longer than 0 ms, not for ${maxAgeMs}`),
  );
});

test('`Caches.wrap()` rejects arguments that are objects', async () => {
  const cached = new Caches().wrap('demo.f', async (_filter: object) => 1, { maxEntries: 10 });
  await expect(cached({})).rejects.toThrow('Cached function demo.f got an object (Object) as argument 1');
});

test('`Caches.invalidate()` forgets one answer, and returns the name of the cache', async () => {
  const caches = new Caches();
  const cached = caches.wrap('demo.f', numbered(), { maxEntries: 10 });
  await cached('a', 1);
  await cached('b', 1);
  expect(caches.invalidate(cached, ['a', 1])).toBe('demo.f');
  expect([await cached('a', 1), await cached('b', 1)]).toEqual(['a,1 #3', 'b,1 #2']);
});

test('`Caches.invalidate()` drops the answer that is being computed, but not for those who wait for it', async () => {
  const lookup = new Lookup();
  const caches = new Caches();
  const cached = caches.wrap('demo.find', lookup.find, { maxEntries: 10 });
  const before = cached('a');
  await Promise.resolve();
  caches.invalidate(cached, ['a']);
  const after = cached('a');
  await Promise.resolve();
  lookup.answer(1, 'new');
  expect(await after).toBe('new');
  lookup.answer(0, 'old');
  expect(await before).toBe('old');
  expect(await cached('a')).toBe('new');
  expect(lookup.calls).toEqual(['a', 'a']);
});

test('`Caches.invalidate()` keeps a newer answer when the dropped one fails', async () => {
  const lookup = new Lookup();
  const caches = new Caches();
  const cached = caches.wrap('demo.find', lookup.find, { maxEntries: 10 });
  const before = cached('a');
  await Promise.resolve();
  caches.invalidate(cached, ['a']);
  const after = cached('a');
  await Promise.resolve();
  lookup.fail(0);
  await expect(before).rejects.toThrow('unreachable');
  lookup.answer(1, 'new');
  expect([await after, await cached('a')]).toEqual(['new', 'new']);
  expect(lookup.calls).toEqual(['a', 'a']);
});

test('`Caches.invalidate()` refuses a function of other caches', () => {
  const cached = new Caches().wrap('demo.f', numbered(), { maxEntries: 10 });
  expect(() => new Caches().invalidate(cached, ['a'])).toThrow(BoutonError);
});

test('`Caches.receiveInvalidation()` reaches all functions of the name, and ignores unknown names', async () => {
  const caches = new Caches();
  const [one, two, other] = ['demo.f', 'demo.f', 'demo.g'].map((name) =>
    caches.wrap(name, numbered(), { maxEntries: 10 }),
  );
  for (const cached of [one, two, other]) await cached!('a');
  caches.receiveInvalidation('demo.f', ['a']);
  caches.receiveInvalidation('demo.h', ['a']);
  expect(await Promise.all([one, two, other].map((cached) => cached!('a')))).toEqual(['a #2', 'a #2', 'a #1']);
});
