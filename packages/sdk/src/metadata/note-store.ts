import { lineOf, ownMetadata, type NoteHolder } from './class-metadata.ts';
import type {
  AuthCheckerNote,
  CachedNote,
  CallbackNote,
  ConfigPropertyNote,
  HttpMethodNote,
  LoopingCallNote,
  ModuleNote,
  OnStartNote,
  SecretNote,
  WebResourceNote,
} from './notes.ts';

/** Any class whose decorators can be read; no instance is needed. */
export type DecoratedClass = abstract new (...args: never[]) => object;

/** What decorators note about members of a class, by the kind of the note. */
export interface MemberNotes {
  readonly callbacks: CallbackNote;
  readonly 'auth-checkers': AuthCheckerNote;
  readonly 'web-resources': WebResourceNote;
  readonly 'http-methods': HttpMethodNote;
  readonly cached: CachedNote;
  readonly 'looping-calls': LoopingCallNote;
  readonly 'on-start': OnStartNote;
  readonly secrets: SecretNote;
  readonly 'config-properties': ConfigPropertyNote;
}

/** What decorators note about a class, by the kind of the note. */
export interface ClassNotes {
  readonly module: ModuleNote;
  readonly 'resource-path': string;
}

/**
 * Under which key notes of a kind are kept. The version belongs to the shape of the notes: copies of the SDK that agree on
 * it understand each other's classes.
 */
function keyOf(kind: keyof MemberNotes | keyof ClassNotes): symbol {
  return Symbol.for(`@bouton/sdk:${kind}/v1`);
}

/**
 * Adds a note about a member of a class.
 *
 * @param holder - The metadata of the class, or the method itself if the compiler makes no metadata.
 */
export function appendNote<Kind extends keyof MemberNotes>(
  kind: Kind,
  holder: NoteHolder,
  note: MemberNotes[Kind],
): void {
  const notes = Object.freeze([...ownNotes(kind, holder), Object.freeze(note)]);
  Object.defineProperty(holder, keyOf(kind), { value: notes, configurable: true });
}

/** The notes that a holder has itself, in the order in which they were taken. */
export function ownNotes<Kind extends keyof MemberNotes>(kind: Kind, holder: NoteHolder): readonly MemberNotes[Kind][] {
  const key = keyOf(kind);
  return Object.hasOwn(holder, key) ? (Reflect.get(holder, key) as readonly MemberNotes[Kind][]) : [];
}

/** The notes that a class has itself: those in its metadata, and those on its methods. */
export function notesOfClass<Kind extends keyof MemberNotes>(
  kind: Kind,
  target: DecoratedClass,
): readonly MemberNotes[Kind][] {
  const metadata = ownMetadata(target);
  const members = Object.values(Object.getOwnPropertyDescriptors(target.prototype as object));
  const methods = members.flatMap(({ value }: PropertyDescriptor) =>
    typeof value === 'function' ? [value as object] : [],
  );
  return [...(metadata === undefined ? [] : [metadata]), ...methods].flatMap((holder) => ownNotes(kind, holder));
}

/**
 * The notes of a class and of the classes that it extends, base first. A member that a derived class decorates anew has only the
 * notes that it has there, in the place of the base's.
 *
 * @param keysOf - What a note is about: notes of a base go if one of a derived class shares a key with them.
 */
export function inheritedNotes<Kind extends keyof MemberNotes>(
  kind: Kind,
  target: DecoratedClass,
  keysOf: (note: MemberNotes[Kind]) => readonly string[],
): readonly MemberNotes[Kind][] {
  return lineOf(target).reduce<readonly MemberNotes[Kind][]>((inherited, each) => {
    const own = new Set(notesOfClass(kind, each));
    const isAnew = (base: MemberNotes[Kind]) => (note: MemberNotes[Kind]) =>
      keysOf(note).some((key) => keysOf(base).includes(key));
    const replacements = new Map(inherited.map((base) => [base, [...own].filter(isAnew(base))]));
    const kept = [...replacements].flatMap(([base, anew]) => {
      if (anew.length === 0) return [base];
      return anew.filter((note) => own.delete(note));
    });
    return [...kept, ...own];
  }, []);
}

/** Notes something about a class itself. A class that extends it does not inherit the note. */
export function noteClass<Kind extends keyof ClassNotes>(
  kind: Kind,
  target: DecoratedClass,
  note: ClassNotes[Kind],
): void {
  Object.defineProperty(target, keyOf(kind), { value: Object.freeze(note), configurable: true });
}

/** What was noted about a class itself; undefined if nothing was. */
export function classNote<Kind extends keyof ClassNotes>(
  kind: Kind,
  target: DecoratedClass,
): ClassNotes[Kind] | undefined {
  const key = keyOf(kind);
  return Object.hasOwn(target, key) ? (Reflect.get(target, key) as ClassNotes[Kind]) : undefined;
}
