import { expect, test } from 'vitest';
import { appendNote, classNote, inheritedNotes, noteClass, ownNotes } from './note-store.ts';

test('appendNote() freezes what it keeps', () => {
  class Base {}
  appendNote('cached', Base.prototype, { method: 'a', maxEntries: 1 });
  const notes = ownNotes('cached', Base.prototype);

  expect(Object.isFrozen(notes)).toBe(true);
  expect(Object.isFrozen(notes[0])).toBe(true);
});

test('appendNote() leaves the base class alone', () => {
  class Base {}
  class Derived extends Base {}
  appendNote('cached', Base.prototype, { method: 'a', maxEntries: 1 });
  appendNote('cached', Derived.prototype, { method: 'b', maxEntries: 2 });

  expect(ownNotes('cached', Base.prototype)).toEqual([{ method: 'a', maxEntries: 1 }]);
  expect(ownNotes('cached', Derived.prototype)).toEqual([{ method: 'b', maxEntries: 2 }]);
});

test('inheritedNotes() puts the base class first, and what is noted anew in its place', () => {
  class Base {}
  class Middle extends Base {}
  class Derived extends Middle {}
  appendNote('cached', Base.prototype, { method: 'a', maxEntries: 1 });
  appendNote('cached', Base.prototype, { method: 'b', maxEntries: 2 });
  appendNote('cached', Derived.prototype, { method: 'c', maxEntries: 3 });
  appendNote('cached', Derived.prototype, { method: 'a', maxEntries: 4 });

  expect(inheritedNotes('cached', Derived, ({ method }) => method)).toEqual([
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
  appendNote('looping-calls', Base.prototype, { method: 'a', intervalMs: 1, runOnAllInstances: false });
  noteClass('resource-path', Base, '/demo');

  const keys = [...Reflect.getOwnMetadataKeys(Base.prototype), ...Reflect.getOwnMetadataKeys(Base)] as symbol[];
  expect(keys.map((key) => Symbol.keyFor(key))).toEqual([
    '@bouton/sdk:looping-calls/v1',
    '@bouton/sdk:resource-path/v1',
  ]);
});
