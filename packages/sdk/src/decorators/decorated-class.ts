import { BoutonError } from '../errors/bouton-error.ts';
import { adoptMetadata } from '../metadata/class-metadata.ts';
import { isDecoratorContext } from '../metadata/decorator-context.ts';
import type { DecoratedClass } from '../metadata/note-store.ts';

/**
 * Reads what a class decorator was called with, in either standard. The notes of the class's methods can be read then.
 *
 * @param decorator - The decorator's name, for messages: `@Module`.
 * @throws {BoutonError} `BOUTON_DECORATOR_TARGET` if it is not a class.
 */
export function decoratedClass(decorator: string, args: readonly unknown[]): DecoratedClass {
  const [target, member] = args;
  const context = isDecoratorContext(member) ? member : undefined;
  const name = context === undefined ? member : context.name;
  const isMember = context === undefined ? args.length > 1 : context.kind !== 'class';
  if (typeof target !== 'function' || isMember) {
    const what = isMember ? `the member ${String(name)}` : 'something else';
    throw new BoutonError('BOUTON_DECORATOR_TARGET', `${decorator} stands on ${what}; it belongs on a class`);
  }
  if (context?.metadata !== undefined) adoptMetadata(target as DecoratedClass, context.metadata);
  return target as DecoratedClass;
}
