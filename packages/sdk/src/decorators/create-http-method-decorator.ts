import { BoutonError } from '../errors/bouton-error.ts';
import { appendNote, ownNotes } from '../metadata/note-store.ts';
import type { HttpMethodNote } from '../metadata/notes.ts';
import type { WebResourceHandler } from '../types/web-resource.ts';
import { decoratedMethod } from './decorated-method.ts';
import type { MethodDecoratorFor } from './method-decorator.ts';

/** Makes the decorator of one HTTP method. */
export function createHttpMethodDecorator(
  name: string,
  httpMethod: HttpMethodNote['httpMethod'],
): MethodDecoratorFor<WebResourceHandler> {
  return (...args) => {
    const { holder, method, place } = decoratedMethod(`@${name}`, args);
    const other = ownNotes('http-methods', holder).find((known) => known.httpMethod === httpMethod);
    if (other !== undefined) {
      throw new BoutonError(
        'BOUTON_DECORATOR_TARGET',
        `@${name} stands on ${place}, and on ${other.method} already; one method answers ${httpMethod}`,
      );
    }
    appendNote('http-methods', holder, { httpMethod, method });
  };
}
