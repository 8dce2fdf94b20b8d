import { expect, test } from 'vitest';
import { globTest } from './glob.ts';

test.each([
  ['ALICE', 'hi alice!', true],
  ['alice', 'malice', false],
  ['foo', 'foo_bar', false],
  ['foo', 'xfoo foo', true],
  ['user', 'éuser', false],
  ['日本', 'x 日本 y', true],
  ['日本', '日本語', false],
  ['@room', 'x@room', true],
  ['', '', true],
  ['*', '', true],
  ['?', '', false],
  ['?', 'a', true],
  ['?', '😀', true],
  ['?', 'foo𝒜', false],
  ['ca*t', 'a caat here', true],
  ['ca*t', 'ca\nt', false],
  ['f?o', 'f\no', false],
  ['a??b', 'axxb', true],
  ['a?*b', 'ab', false],
  ['foo*bar', 'foo x bary', false],
  ['[a-z]', 'b', false],
  ['[a-z]', 'x [a-z] y', true],
  ['a*b\nc', 'a b\nx\na bb\nc', true],
])('`globTest()` finds the words %j in %j: %s', (glob, text, found) => {
  expect(globTest(glob, 'words')(text)).toBe(found);
});

test.each([
  ['m.room.*', 'm.room.message', true],
  ['M.ROOM.MESSAGE', 'm.room.message', true],
  ['m.room', 'm.room.message', false],
  ['', 'x', false],
  ['a.b', 'axb', false],
  ['*x', 'axx', true],
])('`globTest()` matches all of %j with %j: %s', (glob, text, found) => {
  expect(globTest(glob, 'all')(text)).toBe(found);
});

test.each(['*a*a*a*a*a*a*b', '*'.repeat(500), 'a*'.repeat(300), '?*'.repeat(300), 'a?'.repeat(300)])(
  '`globTest()` is quick with the glob %.12s… on a long text',
  (glob) => {
    const began = performance.now();
    globTest(`${glob}z`, 'words')(`${'a'.repeat(60_000)} bz`);
    expect(performance.now() - began).toBeLessThan(2000);
  },
);
