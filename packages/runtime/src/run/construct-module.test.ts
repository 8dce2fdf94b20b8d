import { expect, test } from 'vitest';
import { Caches } from '../module-api/caches.ts';
import { constructModule } from './construct-module.ts';

class Departments {
  static readonly defaults = 'none';
  readonly #prefix: string;
  lookups = 0;
  /** What the constructor already used the cached method for. */
  readonly first: Promise<string>[];

  constructor(prefix: string) {
    this.#prefix = prefix;
    this.first = [this.department('@a:x'), this.department('@a:x')];
  }

  async department(userId: string): Promise<string> {
    return `${this.#prefix}${userId} #${++this.lookups}`;
  }

  plain(): string {
    return this.#prefix;
  }
}

const notes = [{ method: 'department', maxEntries: 10 }];
const construct = (prefix: string, caches = new Caches()): Departments =>
  constructModule(Departments, [prefix], { name: 'demo', notes, caches });

test('`constructModule()` makes cached methods work inside of the constructor', async () => {
  const module = construct('dep ');
  expect(await Promise.all(module.first)).toEqual(['dep @a:x #1', 'dep @a:x #1']);
  expect(await module.department('@a:x')).toBe('dep @a:x #1');
  expect(module.lookups).toBe(1);
});

test('`constructModule()` makes an instance like any other', () => {
  const module = construct('dep ');
  expect(module).toBeInstanceOf(Departments);
  expect(module.constructor).toBe(Departments);
  expect(module.plain()).toBe('dep ');
  expect(Object.keys(module)).toEqual(['lookups', 'first']);
  expect(module.department.name).toBe('department');
});

test('`constructModule()` gives each instance caches of its own, and leaves the class alone', async () => {
  const caches = new Caches();
  const [one, two] = [construct('one ', caches), construct('two ', caches)];
  expect([await one.department('@a:x'), await two.department('@a:x')]).toEqual(['one @a:x #1', 'two @a:x #1']);
  const bare = new Departments('bare ');
  expect([await bare.department('@a:x'), bare.lookups]).toEqual(['bare @a:x #3', 3]);
});

test('`constructModule()` makes caches that can be invalidated by the method', async () => {
  const caches = new Caches();
  const module = construct('dep ', caches);
  expect(caches.invalidate(module.department, ['@a:x'])).toBe('demo.department');
  expect(await module.department('@a:x')).toBe('dep @a:x #2');
});

test('`constructModule()` caches the override of a method that the base class notes', async () => {
  class Derived extends Departments {
    override async department(userId: string): Promise<string> {
      return `derived ${await super.department(userId)}`;
    }
  }
  const module = constructModule(Derived, ['dep '], { name: 'demo', notes, caches: new Caches() });
  expect([await module.department('@b:x'), await module.department('@b:x')]).toEqual(
    Array.from({ length: 2 }, () => 'derived dep @b:x #2'),
  );
});

test('`constructModule()` lets the constructor see a class like its own in new.target', () => {
  let seen: unknown;
  class Curious extends Departments {
    constructor() {
      super('');
      seen = new.target.defaults;
    }
  }
  constructModule(Curious, [], { name: 'demo', notes, caches: new Caches() });
  expect(seen).toBe('none');
});

test('`constructModule()` throws what the constructor throws', () => {
  class Broken {
    constructor() {
      throw new Error('no database');
    }
  }
  expect(() => constructModule(Broken, [], { name: 'demo', notes: [], caches: new Caches() })).toThrow('no database');
});
