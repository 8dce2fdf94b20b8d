import { expect, test } from 'vitest';
import { webRoots } from './web-roots.ts';

const rootsOf = (paths: Readonly<Record<string, string>>): unknown =>
  webRoots({
    webResources: new Map(
      Object.entries(paths).map(([path, module]) => [path, { module, resource: () => null, shadowed: [] }]),
    ),
  });

test('`webRoots()` gives paths without parameters as they are', () => {
  expect(rootsOf({ '/a': 'one', '/a/b': 'two', '/a/': 'one' })).toEqual([
    { path: '/a', below: false, module: 'one' },
    { path: '/a/b', below: false, module: 'two' },
    { path: '/a/', below: false, module: 'one' },
  ]);
});

test('`webRoots()` takes all that lies below the first parameter', () => {
  expect(rootsOf({ '/a': 'one', '/a/:b': 'two', '/a/c/d': 'three', '/ab': 'four', '/a/c/:d/*': 'two' })).toEqual([
    { path: '/a', below: true, module: 'one, two' },
    { path: '/ab', below: false, module: 'four' },
  ]);
});
