import { BoutonError } from '../errors/bouton-error.ts';
import { refuseTc39Call } from './refuse-tc39-call.ts';

/** The property of a config class that a decorator stands on. */
export interface DecoratedProperty {
  readonly prototype: object;
  readonly property: string;
}

/**
 * Reads what a property decorator was called with.
 *
 * @param decorator - The decorator's name, for messages: `@Secret`.
 * @throws {BoutonError} `BOUTON_LEGACY_DECORATORS`; `BOUTON_DECORATOR_TARGET` where it is not an instance's property.
 */
export function decoratedProperty(decorator: string, args: readonly unknown[]): DecoratedProperty {
  refuseTc39Call(decorator, args);
  const [prototype, property] = args;
  if (typeof prototype !== 'object' || prototype === null || typeof property !== 'string') {
    const owner =
      typeof prototype === 'function' ? `${prototype.name}, a class or its static property` : 'something else';
    throw new BoutonError(
      'BOUTON_DECORATOR_TARGET',
      `${decorator} stands on ${owner}; it belongs on a property of a config class`,
    );
  }
  return { prototype, property };
}
