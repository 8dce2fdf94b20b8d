import { expect, test } from 'vitest';
import { metadataOf } from '../metadata/class-metadata.ts';
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

test('decoratedClass() refuses what is not a class', () => {
  expect(() => decoratedClass('@Module', [{}])).toThrow('@Module stands on something else; it belongs on a class');
});

test('decoratedClass() takes a TC39 call, and gives the class its metadata', () => {
  class Decorated {}
  const metadata = {};

  expect(decoratedClass('@Module', [Decorated, { kind: 'class', name: 'Decorated', metadata }])).toBe(Decorated);
  expect(metadataOf(Decorated)).toBe(metadata);
  expect(() => decoratedClass('@Module', [() => undefined, { kind: 'method', name: 'hello' }])).toThrow(
    '@Module stands on the member hello; it belongs on a class',
  );
});
