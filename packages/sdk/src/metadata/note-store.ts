import 'reflect-metadata';
import type {
  AuthCheckerNote,
  CachedNote,
  CallbackNote,
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

/** Adds a note to those that a prototype has itself. What it inherits stays untouched. */
export function appendNote<Kind extends keyof MemberNotes>(
  kind: Kind,
  prototype: object,
  note: MemberNotes[Kind],
): void {
  const notes = Object.freeze([...ownNotes(kind, prototype), Object.freeze(note)]);
  Reflect.defineMetadata(keyOf(kind), notes, prototype);
}

/** The notes that a prototype has itself, in the order in which they were taken. */
export function ownNotes<Kind extends keyof MemberNotes>(kind: Kind, prototype: object): readonly MemberNotes[Kind][] {
  return (Reflect.getOwnMetadata(keyOf(kind), prototype) as readonly MemberNotes[Kind][] | undefined) ?? [];
}

/**
 * The notes of a class and of the classes that it extends, base first. A note that a derived class takes anew, as
 * `identify` tells, keeps the place of the base's and replaces it.
 */
export function inheritedNotes<Kind extends keyof MemberNotes>(
  kind: Kind,
  target: DecoratedClass,
  identify: (note: MemberNotes[Kind]) => string,
): readonly MemberNotes[Kind][] {
  const notes = new Map<string, MemberNotes[Kind]>();
  for (const prototype of prototypesOf(target)) {
    for (const note of ownNotes(kind, prototype)) notes.set(identify(note), note);
  }
  return [...notes.values()];
}

/** Notes something about a class itself. A class that extends it does not inherit the note. */
export function noteClass<Kind extends keyof ClassNotes>(
  kind: Kind,
  target: DecoratedClass,
  note: ClassNotes[Kind],
): void {
  Reflect.defineMetadata(keyOf(kind), Object.freeze(note), target);
}

/** What was noted about a class itself; undefined where nothing was. */
export function classNote<Kind extends keyof ClassNotes>(
  kind: Kind,
  target: DecoratedClass,
): ClassNotes[Kind] | undefined {
  return Reflect.getOwnMetadata(keyOf(kind), target) as ClassNotes[Kind] | undefined;
}

/** The prototypes of a class and of those that it extends, base first. */
function prototypesOf(target: DecoratedClass): readonly object[] {
  const prototypes: object[] = [];
  for (let prototype: object | null = target.prototype as object; prototype !== null;) {
    prototypes.unshift(prototype);
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return prototypes;
}
