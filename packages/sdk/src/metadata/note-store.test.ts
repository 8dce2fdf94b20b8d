import { expect, test } from 'vitest';
import { appendNote, inheritedNotes, NOTE_KEYS, ownNotes } from './note-store.ts';

interface Note {
  readonly name: string;
  readonly value: number;
}

const KEY = Symbol('notes');

test('appendNote() freezes what it keeps', () => {
  class Base {}
  appendNote<Note>(KEY, Base.prototype, { name: 'a', value: 1 });
  const notes = ownNotes<Note>(KEY, Base.prototype);

  expect(Object.isFrozen(notes)).toBe(true);
  expect(Object.isFrozen(notes[0])).toBe(true);
});

test('appendNote() leaves the base class alone', () => {
  class Base {}
  class Derived extends Base {}
  appendNote<Note>(KEY, Base.prototype, { name: 'a', value: 1 });
  appendNote<Note>(KEY, Derived.prototype, { name: 'b', value: 2 });

  expect(ownNotes(KEY, Base.prototype)).toEqual([{ name: 'a', value: 1 }]);
  expect(ownNotes(KEY, Derived.prototype)).toEqual([{ name: 'b', value: 2 }]);
});

test('inheritedNotes() puts the base class first, and what is noted anew in its place', () => {
  class Base {}
  class Middle extends Base {}
  class Derived extends Middle {}
  appendNote<Note>(KEY, Base.prototype, { name: 'a', value: 1 });
  appendNote<Note>(KEY, Base.prototype, { name: 'b', value: 2 });
  appendNote<Note>(KEY, Derived.prototype, { name: 'c', value: 3 });
  appendNote<Note>(KEY, Derived.prototype, { name: 'a', value: 4 });

  expect(inheritedNotes<Note>(KEY, Derived, ({ name }) => name)).toEqual([
    { name: 'a', value: 4 },
    { name: 'b', value: 2 },
    { name: 'c', value: 3 },
  ]);
});

test('NOTE_KEYS are the same in every copy of the SDK', () => {
  expect(Object.values(NOTE_KEYS).map((key) => Symbol.keyFor(key))).toEqual([
    '@bouton/sdk:callbacks/v1',
    '@bouton/sdk:auth-checkers/v1',
    '@bouton/sdk:web-resources/v1',
    '@bouton/sdk:http-methods/v1',
    '@bouton/sdk:cached/v1',
    '@bouton/sdk:looping-calls/v1',
    '@bouton/sdk:on-start/v1',
    '@bouton/sdk:secrets/v1',
    '@bouton/sdk:module/v1',
    '@bouton/sdk:resource-path/v1',
  ]);
});
