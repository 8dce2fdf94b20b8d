import { expect, test } from 'vitest';
import { flattenEvent } from './flatten-event.ts';

test('`flattenEvent()` keeps plain values and lists of them, under escaped paths', () => {
  const content = { 'a.b': { 'c\\d': [1, 'x', null, 1.5, { z: 1 }, true] }, body: 'hi', f: 1.5, n: null };
  expect(Object.fromEntries(flattenEvent({ type: 'm.room.message', depth: 3, content }))).toEqual({
    type: 'm.room.message',
    depth: 3,
    [String.raw`content.a\.b.c\\d`]: [1, 'x', null, true],
    'content.body': 'hi',
    'content.n': null,
  });
});
