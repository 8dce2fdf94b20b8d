import 'reflect-metadata';

/**
 * Under which keys decorators keep their notes. The version belongs to the shape of the notes: copies of the SDK that
 * agree on it understand each other's classes.
 */
export const NOTE_KEYS = Object.freeze({
  callbacks: Symbol.for('@bouton/sdk:callbacks/v1'),
  authCheckers: Symbol.for('@bouton/sdk:auth-checkers/v1'),
  webResources: Symbol.for('@bouton/sdk:web-resources/v1'),
  httpMethods: Symbol.for('@bouton/sdk:http-methods/v1'),
  cached: Symbol.for('@bouton/sdk:cached/v1'),
  loopingCalls: Symbol.for('@bouton/sdk:looping-calls/v1'),
  onStart: Symbol.for('@bouton/sdk:on-start/v1'),
  secrets: Symbol.for('@bouton/sdk:secrets/v1'),
  module: Symbol.for('@bouton/sdk:module/v1'),
  resourcePath: Symbol.for('@bouton/sdk:resource-path/v1'),
});

/** Any class whose decorators can be read; no instance is needed. */
export type DecoratedClass = abstract new (...args: never[]) => object;

/** Adds a note to those that a prototype has itself. What it inherits stays untouched. */
export function appendNote<Note extends object>(key: symbol, prototype: object, note: Note): void {
  const notes = Object.freeze([...ownNotes<Note>(key, prototype), Object.freeze(note)]);
  Reflect.defineMetadata(key, notes, prototype);
}

/** The notes that a prototype has itself, in the order in which they were taken. */
export function ownNotes<Note extends object>(key: symbol, prototype: object): readonly Note[] {
  return (Reflect.getOwnMetadata(key, prototype) as readonly Note[] | undefined) ?? [];
}

/**
 * The notes of a class and of the classes that it extends, base first. A note that a derived class takes anew, as
 * `identify` tells, keeps the place of the base's and replaces it.
 */
export function inheritedNotes<Note extends object>(
  key: symbol,
  target: DecoratedClass,
  identify: (note: Note) => string,
): readonly Note[] {
  const notes = new Map<string, Note>();
  for (const prototype of prototypesOf(target)) {
    for (const note of ownNotes<Note>(key, prototype)) notes.set(identify(note), note);
  }
  return [...notes.values()];
}

/** Notes something about a class itself. A class that extends it does not inherit the note. */
export function noteClass(key: symbol, target: DecoratedClass, note: unknown): void {
  Reflect.defineMetadata(key, note, target);
}

/** What was noted about a class itself; undefined where nothing was. */
export function classNote(key: symbol, target: DecoratedClass): unknown {
  return Reflect.getOwnMetadata(key, target);
}

function prototypesOf(target: DecoratedClass): readonly object[] {
  const prototypes: object[] = [];
  for (let prototype: object | null = target.prototype as object; prototype !== null;) {
    prototypes.unshift(prototype);
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return prototypes;
}
