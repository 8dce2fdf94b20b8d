import { BoutonError } from '../errors/bouton-error.ts';
import { metadataOfPrototype, type NoteHolder } from '../metadata/class-metadata.ts';
import { refuseTc39Call } from './refuse-tc39-call.ts';

/** The method that a decorator stands on. */
export interface DecoratedMethod {
  /** Where notes about the method are kept. */
  readonly holder: NoteHolder;
  readonly method: string;
  /** For messages: `DemoModule.userMayInvite`. */
  readonly place: string;
}

interface Descriptor {
  readonly value?: unknown;
  readonly get?: unknown;
  readonly set?: unknown;
}

/**
 * Reads what a method decorator was called with.
 *
 * @param decorator - The decorator's name, for messages: `@SpamChecker`.
 * @throws {BoutonError} `BOUTON_LEGACY_DECORATORS`; `BOUTON_DECORATOR_TARGET` where it is not an instance's method.
 */
export function decoratedMethod(decorator: string, args: readonly unknown[]): DecoratedMethod {
  refuseTc39Call(decorator, args);
  const [target, method, descriptor] = args as readonly [unknown?, PropertyKey?, (Descriptor | number)?];
  if (typeof target !== 'function' && (typeof target !== 'object' || target === null)) {
    throw new BoutonError(
      'BOUTON_DECORATOR_TARGET',
      `${decorator} stands on nothing; it belongs on a method, without empty parentheses`,
    );
  }
  const place = placeOf(target, method);
  const fault = faultOf(target, method, descriptor);
  if (fault !== undefined) {
    throw new BoutonError(
      'BOUTON_DECORATOR_TARGET',
      `${decorator} stands on ${place}, which is ${fault}; it belongs on a method`,
    );
  }
  return { holder: metadataOfPrototype(target), method: String(method), place };
}

function placeOf(target: object, member: PropertyKey | undefined): string {
  const { name } = typeof target === 'function' ? target : target.constructor;
  return member === undefined ? name : `${name || 'a class'}.${String(member)}`;
}

/** What stands there in place of a method of an instance; undefined where it is one. */
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
