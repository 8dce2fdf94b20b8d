import { BoutonError } from '../errors/bouton-error.ts';
import { appendNote, ownNotes, type MemberNotes } from '../metadata/note-store.ts';
import type { DecoratedMethod } from './decorated-method.ts';

/**
 * Notes something about a method, once.
 *
 * @param decorator - As it was written, for messages: `@Cached`.
 * @param isSame - Whether a note about the same method says the same already.
 * @param already - What the method is then, for messages: `cached already`.
 * @throws {BoutonError} `BOUTON_DECORATOR_TARGET` if the method has such a note.
 */
export function noteMethod<Kind extends Exclude<keyof MemberNotes, 'secrets' | 'config-properties'>>(
  kind: Kind,
  decorator: string,
  { holder, method, place }: DecoratedMethod,
  note: Omit<MemberNotes[Kind], 'method'>,
  isSame: (known: MemberNotes[Kind]) => boolean,
  already: string,
): void {
  if (ownNotes(kind, holder).some((known) => known.method === method && isSame(known))) {
    throw new BoutonError('BOUTON_DECORATOR_TARGET', `${decorator} stands on ${place}, which is ${already}`);
  }
  appendNote(kind, holder, { ...note, method } as unknown as MemberNotes[Kind]);
}
