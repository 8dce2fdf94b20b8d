import { shownToAuthor } from '../errors/author-frame.ts';
import { BoutonError } from '../errors/bouton-error.ts';
import { metadataOfPrototype, type NoteHolder } from '../metadata/class-metadata.ts';
import { isDecoratorContext, type DecoratorContext } from '../metadata/decorator-context.ts';

/** The property of a config class that a decorator stands on. */
export interface DecoratedProperty {
  /** Where notes about the property are kept. */
  readonly holder: NoteHolder;
  readonly property: string;
  /** Undefined if it is a TC39 decorator, which runs before there is a class. */
  readonly prototype: object | undefined;
}

/** Makes a property decorator of what it does. Its faults are shown where the author wrote it. */
export function propertyDecorator(decorate: (args: readonly unknown[]) => void): (...args: readonly unknown[]) => void {
  return function decorator(...args) {
    shownToAuthor(decorator, () => decorate(args));
  };
}

/**
 * Reads what a property decorator was called with, in either standard.
 *
 * @param decorator - The decorator's name, for messages: `@Secret`.
 * @throws {BoutonError} `BOUTON_DECORATOR_TARGET` if it is not an instance's property.
 */
export function decoratedProperty(decorator: string, args: readonly unknown[]): DecoratedProperty {
  const [prototype, property] = args;
  if (isDecoratorContext(property)) return propertyOf(decorator, property);
  if (typeof prototype !== 'object' || prototype === null || typeof property !== 'string') {
    const isClass = typeof prototype === 'function';
    throw misplaced(decorator, isClass ? `${prototype.name}, a class or its static property` : 'something else');
  }
  return { holder: metadataOfPrototype(prototype), property, prototype };
}

function propertyOf(decorator: string, { kind, name, metadata, ...context }: DecoratorContext): DecoratedProperty {
  const isProperty = kind === 'field' || kind === 'accessor';
  if (!isProperty || context.static === true || context.private === true || typeof name !== 'string') {
    throw misplaced(decorator, `${String(name ?? 'something')}, which is not a public property of instances`);
  }
  if (metadata !== undefined) return { holder: metadata, property: name, prototype: undefined };
  throw new BoutonError(
    'BOUTON_LEGACY_DECORATORS',
    `${decorator} stands on ${name}, but the compiler makes no metadata for decorators; use a newer one, or set ` +
      '"experimentalDecorators": true in the tsconfig.json of the module',
  );
}

function misplaced(decorator: string, what: string): BoutonError {
  return new BoutonError(
    'BOUTON_DECORATOR_TARGET',
    `${decorator} stands on ${what}; it belongs on a property of a config class`,
  );
}
