import { expect, test } from 'vitest';
import { parseModuleSpecifier } from './module-specifier.ts';

test('parseModuleSpecifier() takes the export from behind the last #', () => {
  expect(parseModuleSpecifier('@acme/rooms#Guard')).toEqual({
    target: '@acme/rooms',
    exportName: 'Guard',
    isFile: false,
  });
  expect(parseModuleSpecifier('./a#b/guard.ts#Guard')).toEqual({
    target: './a#b/guard.ts',
    exportName: 'Guard',
    isFile: true,
  });
});

test('parseModuleSpecifier() takes the default export when none is named', () => {
  expect(parseModuleSpecifier('@acme/rooms/guard')).toEqual({
    target: '@acme/rooms/guard',
    exportName: 'default',
    isFile: false,
  });
});

test.for([
  './guard.ts',
  '../guard.ts',
  '/etc/bouton/guard.ts',
  'C:\\bouton\\guard.ts',
  'c:/bouton/guard.ts',
  '.\\guard.ts',
])('parseModuleSpecifier() takes %s for a file', (target) => {
  expect(parseModuleSpecifier(target).isFile).toBe(true);
});

test.for(['guard', '@acme/rooms', 'modules/guard.ts', '.guard'])(
  'parseModuleSpecifier() takes %s for a package',
  (target) => {
    expect(parseModuleSpecifier(target).isFile).toBe(false);
  },
);
