import type { DecoratedClass } from './note-store.ts';

/** What holds the notes of a class, by keys that all copies of the SDK know. */
export type NoteHolder = object;

/**
 * The key under which a class has its metadata, as TC39 has it: https://github.com/tc39/proposal-decorator-metadata. Compilers
 * make the metadata of a class only if `Symbol.metadata` is there, so it is made when the SDK is imported.
 */
const METADATA = symbolOfMetadata();

function symbolOfMetadata(): symbol {
  const known: unknown = Reflect.get(Symbol, 'metadata');
  if (typeof known === 'symbol') return known;
  const made = Symbol.for('Symbol.metadata');
  Object.defineProperty(Symbol, 'metadata', { value: made });
  return made;
}

/**
 * The metadata that a class has itself, which inherits those of the class that it extends; undefined if it has none. With TC39
 * decorators the class has it when all of them have run.
 */
export function ownMetadata(target: DecoratedClass): NoteHolder | undefined {
  const found: unknown = Object.hasOwn(target, METADATA) ? Reflect.get(target, METADATA) : undefined;
  return typeof found === 'object' && found !== null ? found : undefined;
}

/** The metadata that a class has itself. Made if it has none: legacy decorators bring none with them. */
export function metadataOf(target: DecoratedClass): NoteHolder {
  const known = ownMetadata(target);
  if (known !== undefined) return known;
  const inherited: unknown = Reflect.get(target, METADATA);
  const made = Object.create(typeof inherited === 'object' ? inherited : null) as NoteHolder;
  Object.defineProperty(target, METADATA, { value: made, configurable: true, writable: true });
  return made;
}

/** The metadata of the class that a prototype belongs to: what a legacy decorator of a member is given. */
export function metadataOfPrototype(prototype: object): NoteHolder {
  return metadataOf(prototype.constructor as DecoratedClass);
}

/** A class and the classes that it extends, base first. */
export function lineOf(target: DecoratedClass): readonly DecoratedClass[] {
  const line: DecoratedClass[] = [];
  for (let each: unknown = target; typeof each === 'function' && each !== Function.prototype;) {
    line.unshift(each as DecoratedClass);
    each = Object.getPrototypeOf(each);
  }
  return line;
}

/** Gives a class its metadata before the compiler does, so that a class decorator can read them. */
export function adoptMetadata(target: DecoratedClass, metadata: NoteHolder): void {
  Object.defineProperty(target, METADATA, { value: metadata, configurable: true, writable: true });
}
