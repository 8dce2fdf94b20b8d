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
  ['nothing', [], '@OnStart stands on nothing; it belongs on a method, without empty parentheses'],
])('decoratedMethod() refuses %s', (_name, args, message) => {
  expect(() => decoratedMethod('@OnStart', args)).toThrow(message);
});

test('decoratedMethod() refuses a TC39 call', () => {
  expect(() => decoratedMethod('@OnStart', [value, { kind: 'method', name: 'hello' }])).toThrow(
    '@OnStart was called as a TC39 decorator; set "experimentalDecorators": true in the tsconfig.json of the module',
  );
});
