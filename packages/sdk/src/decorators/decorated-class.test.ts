import { expect, test } from 'vitest';
import { decoratedClass } from './decorated-class.ts';

class Demo {}

test('decoratedClass() tells the class', () => {
  expect(decoratedClass('@Module', [Demo])).toBe(Demo);
});

test('decoratedClass() refuses a method', () => {
  expect(() => decoratedClass('@Module', [Demo.prototype, 'hello', { value: () => undefined }])).toThrow(
    '@Module stands on the member hello; it belongs on a class',
  );
});

test('decoratedClass() refuses what is no class', () => {
  expect(() => decoratedClass('@Module', [{}])).toThrow('@Module stands on something else; it belongs on a class');
});

test('decoratedClass() refuses a TC39 call', () => {
  expect(() => decoratedClass('@Module', [Demo, { kind: 'class', name: 'Demo' }])).toThrow(
    '@Module was called as a TC39 decorator; set "experimentalDecorators": true in the tsconfig.json of the module',
  );
});
