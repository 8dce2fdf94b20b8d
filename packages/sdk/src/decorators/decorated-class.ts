import { BoutonError } from '../errors/bouton-error.ts';
import type { DecoratedClass } from '../metadata/note-store.ts';
import { refuseTc39Call } from './refuse-tc39-call.ts';

/**
 * Reads what a class decorator was called with.
 *
 * @param decorator - The decorator's name, for messages: `@Module`.
 * @throws {BoutonError} `BOUTON_LEGACY_DECORATORS`; `BOUTON_DECORATOR_TARGET` where it is not a class.
 */
export function decoratedClass(decorator: string, args: readonly unknown[]): DecoratedClass {
  refuseTc39Call(decorator, args);
  const [target] = args;
  if (typeof target !== 'function' || args.length > 1) {
    const member = args.length > 1 ? `the member ${String(args[1])}` : 'something else';
    throw new BoutonError('BOUTON_DECORATOR_TARGET', `${decorator} stands on ${member}; it belongs on a class`);
  }
  return target as DecoratedClass;
}
