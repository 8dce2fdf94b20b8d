import { expect, test } from 'vitest';
import { assertJson } from './assert-json.ts';

class Note {
  readonly text = 'hi';
}

let deep: unknown = 1;
for (let level = 0; level < 200; level++) deep = { deep };

test.each<[what: string, value: unknown]>([
  ['texts, numbers, booleans and null', { a: ['b', 1, 1.5, true, null] }],
  ['keys that are undefined', { a: undefined }],
  ['objects without a prototype', Object.assign(Object.create(null), { a: 1 })],
  ['instances of a class that JSON can hold', { note: new Note() }],
])('`assertJson()` takes %s', (_what, value) => {
  expect(() => assertJson(value)).not.toThrow();
});

test.each<[message: string, value: unknown]>([
  ['Expected JSON, got an object (Map) at content.scores', { content: { scores: new Map([['a', 1]]) } }],
  ['Expected JSON, got an object (Set) at content.users', { content: { users: new Set(['a']) } }],
  ['Expected JSON, got an object (Date) at content.at[1]', { content: { at: [1, new Date(0)] } }],
  ['Expected JSON, got NaN at content.level', { content: { level: Number.NaN } }],
  ['Expected JSON, got Infinity at content.level', { content: { level: Infinity } }],
  ['Expected JSON, got 1n at content.id', { content: { id: 1n } }],
  ['Expected JSON, got a function at content.run', { content: { run: () => {} } }],
  ['Expected JSON, got undefined at content.list[0]', { content: { list: [undefined] } }],
  ['JSON is nested more than 127 levels deep', deep],
])('`assertJson()` refuses: %s', (message, value) => {
  expect(() => assertJson(value)).toThrow(new TypeError(message));
});
