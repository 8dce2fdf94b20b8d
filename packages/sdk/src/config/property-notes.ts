import { lineOf } from '../metadata/class-metadata.ts';
import { appendNote, notesOfClass } from '../metadata/note-store.ts';
import type { ConfigPropertyNote } from '../metadata/notes.ts';
import type { DecoratedProperty } from './decorated-property.ts';
import type { ConfigClass } from './parse-with-config-class.ts';

/** Notes something about the property that a decorator stands on. */
export function noteProperty(
  { holder, property, prototype }: DecoratedProperty,
  note: Omit<ConfigPropertyNote, 'property'>,
): void {
  if (prototype === undefined) {
    appendNote('config-properties', holder, { property, ...note });
    return;
  }
  const { register, ...others } = note;
  register?.(prototype);
  appendNote('config-properties', holder, { property, ...others });
}

const registered = new WeakSet<ConfigPropertyNote>();

/**
 * The notes of a config class by property. A property that a derived class decorates anew has only the notes that it has there.
 * What TC39 decorators want of class-validator is registered.
 */
export function propertyNotes(configClass: ConfigClass): ReadonlyMap<string, readonly ConfigPropertyNote[]> {
  const notes = new Map<string, readonly ConfigPropertyNote[]>();
  for (const each of lineOf(configClass)) {
    const own = notesOfClass('config-properties', each);
    for (const [property, ofProperty] of Map.groupBy(own, (note) => note.property)) notes.set(property, ofProperty);
    for (const note of own) {
      if (note.register === undefined || registered.has(note)) continue;
      registered.add(note);
      note.register(each.prototype as object);
    }
  }
  return notes;
}
