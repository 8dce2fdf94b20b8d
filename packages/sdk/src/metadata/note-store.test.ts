import { expect, test } from 'vitest';
import { metadataOf } from './class-metadata.ts';
import { appendNote, classNote, inheritedNotes, noteClass, ownNotes } from './note-store.ts';

test('appendNote() freezes what it keeps', () => {
  class Base {}
  appendNote('cached', metadataOf(Base), { method: 'a', maxEntries: 1 });
  const notes = ownNotes('cached', metadataOf(Base));

  expect(Object.isFrozen(notes)).toBe(true);
  expect(Object.isFrozen(notes[0])).toBe(true);
});

test('appendNote() leaves the base class alone', () => {
  class Base {}
  class Derived extends Base {}
  appendNote('cached', metadataOf(Base), { method: 'a', maxEntries: 1 });
  appendNote('cached', metadataOf(Derived), { method: 'b', maxEntries: 2 });

  expect(ownNotes('cached', metadataOf(Base))).toEqual([{ method: 'a', maxEntries: 1 }]);
  expect(ownNotes('cached', metadataOf(Derived))).toEqual([{ method: 'b', maxEntries: 2 }]);
});

test('inheritedNotes() puts the base class first, and what is noted anew in its place', () => {
  class Base {}
  class Middle extends Base {}
  class Derived extends Middle {}
  appendNote('cached', metadataOf(Base), { method: 'a', maxEntries: 1 });
  appendNote('cached', metadataOf(Base), { method: 'b', maxEntries: 2 });
  appendNote('cached', metadataOf(Derived), { method: 'c', maxEntries: 3 });
  appendNote('cached', metadataOf(Derived), { method: 'a', maxEntries: 4 });

  expect(inheritedNotes('cached', Derived, ({ method }) => [method])).toEqual([
    { method: 'a', maxEntries: 4 },
    { method: 'b', maxEntries: 2 },
    { method: 'c', maxEntries: 3 },
  ]);
});

test('classNote() finds what was noted about the class itself', () => {
  class Base {}
  class Derived extends Base {}
  noteClass('resource-path', Base, '/demo');

  expect(classNote('resource-path', Base)).toBe('/demo');
  expect(classNote('resource-path', Derived)).toBeUndefined();
});

test('notes are kept where every copy of the SDK finds them', () => {
  class Base {}
  appendNote('looping-calls', metadataOf(Base), { method: 'a', intervalMs: 1, runOnAllInstances: false });
  noteClass('resource-path', Base, '/demo');

  const ofMembers = Object.getOwnPropertySymbols(metadataOf(Base));
  const ofClass = Object.getOwnPropertySymbols(Base).filter((key) => key !== Reflect.get(Symbol, 'metadata'));
  expect([...ofMembers, ...ofClass].map((key) => Symbol.keyFor(key))).toEqual([
    '@bouton/sdk:looping-calls/v1',
    '@bouton/sdk:resource-path/v1',
  ]);
});
