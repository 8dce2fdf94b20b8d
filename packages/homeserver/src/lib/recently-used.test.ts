import { describe, expect, test } from 'vitest';
import { RecentlyUsed } from './recently-used.ts';

describe('RecentlyUsed', () => {
  test('`get()` finds what was used lately, and not what was not', () => {
    const cache = new RecentlyUsed<number, string>(2);
    cache.set(1, 'one');
    cache.set(2, 'two');
    expect(cache.get(1)).toBe('one');
    cache.set(3, 'three');
    expect([cache.get(1), cache.get(2), cache.get(3)]).toEqual(['one', undefined, 'three']);
  });

  test('`delete()` forgets an entry of either generation', () => {
    const cache = new RecentlyUsed<number, string>(2);
    for (const key of [1, 2, 3]) cache.set(key, 'value');
    cache.delete(1);
    cache.delete(3);
    expect([cache.get(1), cache.get(2), cache.get(3)]).toEqual([undefined, 'value', undefined]);
  });
});
