import { BoutonError } from '../errors/bouton-error.ts';
import { metadataOfPrototype, type NoteHolder } from '../metadata/class-metadata.ts';
import { isDecoratorContext, type DecoratorContext } from '../metadata/decorator-context.ts';

/** The method that a decorator stands on. */
export interface DecoratedMethod {
  /** Where notes about the method are kept. */
  readonly holder: NoteHolder;
  readonly method: string;
  /** For messages: `DemoModule.userMayInvite`, or `userMayInvite`, as a TC39 decorator does not know the class. */
  readonly place: string;
}

interface Descriptor {
  readonly value?: unknown;
  readonly get?: unknown;
  readonly set?: unknown;
}

/**
 * Reads what a method decorator was called with, in either standard.
 *
 * @param decorator - The decorator's name, for messages: `@SpamChecker`.
 * @throws {BoutonError} `BOUTON_DECORATOR_TARGET` if it is not a method of instances.
 */
export function decoratedMethod(decorator: string, args: readonly unknown[]): DecoratedMethod {
  const [target, member] = args;
  if (isDecoratorContext(member)) return methodOf(decorator, target, member);

  if (typeof target !== 'function' && (typeof target !== 'object' || target === null)) {
    throw misplaced(decorator, 'something that is not a member of a class');
  }
  const [, method, descriptor] = args as readonly [unknown, PropertyKey?, (Descriptor | number)?];
  const place = placeOf(target, method);
  const fault = faultOf(target, method, descriptor);
  if (fault !== undefined) throw misplaced(decorator, `${place}, which is ${fault}`);
  return { holder: metadataOfPrototype(target), method: String(method), place };
}

function misplaced(decorator: string, what: string): BoutonError {
  return new BoutonError('BOUTON_DECORATOR_TARGET', `${decorator} stands on ${what}; it belongs on a method`);
}

function placeOf(target: object, member: PropertyKey | undefined): string {
  const { name } = typeof target === 'function' ? target : target.constructor;
  return member === undefined ? name : `${name || 'a class'}.${String(member)}`;
}

/** What stands there instead of a method of instances; undefined if it is one. */
function faultOf(
  target: object,
  member: PropertyKey | undefined,
  descriptor: Descriptor | number | undefined,
): string | undefined {
  if (typeof target === 'function') return member === undefined ? 'a class' : 'static';
  if (typeof member !== 'string') return 'not named by a string';
  if (typeof descriptor === 'number') return 'a method whose parameter it decorates';
  if (descriptor?.get !== undefined || descriptor?.set !== undefined) return 'an accessor';
  return typeof descriptor?.value === 'function' ? undefined : 'a property';
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['class', 'a class'],
  ['field', 'a property'],
  ['getter', 'an accessor'],
  ['setter', 'an accessor'],
  ['accessor', 'an accessor'],
]);

function methodOf(decorator: string, value: unknown, context: DecoratorContext): DecoratedMethod {
  const place = String(context.name ?? 'a class');
  const fault = KINDS.get(context.kind) ?? faultOfMethod(context);
  if (fault !== undefined) throw misplaced(decorator, `${place}, which is ${fault}`);
  // Compilers of older versions of the standard bring no metadata: the method itself holds the notes then.
  return { holder: context.metadata ?? (value as object), method: place, place };
}

function faultOfMethod(context: DecoratorContext): string | undefined {
  if (context.static === true) return 'static';
  if (context.private === true) return 'private';
  return typeof context.name === 'string' ? undefined : 'not named by a string';
}
