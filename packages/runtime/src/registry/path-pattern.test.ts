import { expect, test } from 'vitest';
import { decodeSegments, PathPattern, type PathMatch } from './path-pattern.ts';

const match = (pattern: string, pathname: string): PathMatch | undefined => {
  const segments = decodeSegments(pathname);
  return segments && new PathPattern(pattern).match(segments);
};

test.each<[pattern: string, pathname: string, params: PathMatch['params'] | undefined, rest?: string]>([
  ['/a/b', '/a/b', {}],
  ['/a/b', '/a/b/', undefined],
  ['/a/b', '/a%2Fb', undefined],
  ['/sp ace', '/sp%20ace', {}],
  ['/a/:b', '/a/x', { b: 'x' }],
  ['/a/:b', '/a/%23x%2Fy%3Ahere', { b: '#x/y:here' }],
  ['/a/:b', '/a/', undefined],
  ['/a/:b', '/a', undefined],
  ['/a/:b', '/a/x/', undefined],
  ['/a/:b', '/a/%zz', undefined],
  ['/a/:b/', '/a/x/', { b: 'x' }],
  ['/a/:b/c/:d', '/a/1/c/2', { b: '1', d: '2' }],
  ['/a/:b/c/:d', '/a/1/d/2', undefined],
  ['/a/:__proto__', '/a/x', JSON.parse('{"__proto__":"x"}')],
  ['/a/*', '/a/', {}, ''],
  ['/a/*', '/a', undefined],
  ['/a/*', '/a/x/y%20z/', {}, 'x/y z/'],
  ['/a/:b/*', '/a/1/x', { b: '1' }, 'x'],
  ['/a/*', '/a/x%2Fy', undefined],
  ['/a/*', '/a/..%2F..', undefined],
  ['/a/*', '/a/..', undefined],
  ['/a/*', '/a/..%5Cx', undefined],
  ['/a/*', '/a/x%00', undefined],
])('`PathPattern` %s matches %s with %j', (pattern, pathname, params, rest) => {
  expect(match(pattern, pathname)).toEqual(params && { params, rest });
});

test('`PathPattern` tells its shape, and where its first parameter is', () => {
  const patterns = ['/a/b', '/a/:b', '/a/:c', '/a/:b/*', '/:a', '/a/b/*'].map((path) => new PathPattern(path));
  expect(patterns.map(({ shape, literal, isLiteral }) => [shape, literal, isLiteral])).toEqual([
    ['/a/b', '/a/b', true],
    ['/a/:', '/a', false],
    ['/a/:', '/a', false],
    ['/a/:/*', '/a', false],
    ['/:', '', false],
    ['/a/b/*', '/a/b', false],
  ]);
});

test('`PathPattern.compare()` puts first what says more', () => {
  const sorted = ['/a/x/:c', '/a/x/*', '/a/:b/c', '/a/:b/:c', '/a/*', '/:a/b/c'];
  const patterns = sorted.toReversed().map((path) => ({ path, pattern: new PathPattern(path) }));
  patterns.sort((one, other) => PathPattern.compare(one.pattern, other.pattern));
  expect(patterns.map(({ path }) => path)).toEqual(sorted);
});
