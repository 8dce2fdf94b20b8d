import { expect, test } from 'vitest';
import { metadataOf } from '../metadata/class-metadata.ts';
import { decoratedMethod } from './decorated-method.ts';

class Demo {
  hello(): string {
    return 'hello';
  }
}

const value = (): undefined => undefined;

test('decoratedMethod() tells where notes are kept, method and place', () => {
  const descriptor = Object.getOwnPropertyDescriptor(Demo.prototype, 'hello');

  expect(decoratedMethod('@OnStart', [Demo.prototype, 'hello', descriptor])).toEqual({
    holder: metadataOf(Demo),
    method: 'hello',
    place: 'Demo.hello',
  });
});

test.each([
  ['a class', [Demo], '@OnStart stands on Demo, which is a class; it belongs on a method'],
  [
    'a static method',
    [Demo, 'hello', { value }],
    '@OnStart stands on Demo.hello, which is static; it belongs on a method',
  ],
  [
    'a field',
    [Demo.prototype, 'hello', undefined],
    '@OnStart stands on Demo.hello, which is a property; it belongs on a method',
  ],
  [
    'an accessor',
    [Demo.prototype, 'hello', { get: value, set: undefined }],
    '@OnStart stands on Demo.hello, which is an accessor; it belongs on a method',
  ],
  [
    'a parameter',
    [Demo.prototype, 'hello', 0],
    '@OnStart stands on Demo.hello, which is a method whose parameter it decorates; it belongs on a method',
  ],
  [
    'a symbol',
    [Demo.prototype, Symbol.iterator, { value }],
    '@OnStart stands on Demo.Symbol(Symbol.iterator), which is not named by a string; it belongs on a method',
  ],
  ['nothing', [], '@OnStart stands on something that is not a member of a class; it belongs on a method'],
  [
    'a class, as TC39 calls it',
    [Demo, { kind: 'class', name: 'Demo' }],
    '@OnStart stands on Demo, which is a class; it belongs on a method',
  ],
  [
    'a field, as TC39 calls it',
    [undefined, { kind: 'field', name: 'hello' }],
    '@OnStart stands on hello, which is a property; it belongs on a method',
  ],
  [
    'a static method, as TC39 calls it',
    [value, { kind: 'method', name: 'hello', static: true, private: false }],
    '@OnStart stands on hello, which is static; it belongs on a method',
  ],
  [
    'a private method, as TC39 calls it',
    [value, { kind: 'method', name: '#hello', static: false, private: true }],
    '@OnStart stands on #hello, which is private; it belongs on a method',
  ],
])('decoratedMethod() refuses %s', (_name, args, message) => {
  expect(() => decoratedMethod('@OnStart', args)).toThrow(message);
});

test('decoratedMethod() keeps the notes of a TC39 call in the metadata, or on the method if there is none', () => {
  const context = { kind: 'method', name: 'hello', static: false, private: false };
  const metadata = {};

  expect(decoratedMethod('@OnStart', [value, { ...context, metadata }])).toEqual({
    holder: metadata,
    method: 'hello',
    place: 'hello',
  });
  expect(decoratedMethod('@OnStart', [value, context]).holder).toBe(value);
});
