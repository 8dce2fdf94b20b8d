import { BoutonError } from '../errors/bouton-error.ts';
import { appendNote, ownNotes } from '../metadata/note-store.ts';
import type { HttpMethodNote } from '../metadata/notes.ts';
import type { WebResourceMethod } from '../types/web-resource.ts';
import { createBareDecorator } from './create-decorator.ts';
import { decoratedMethod } from './decorated-method.ts';
import type { BareMethodDecoratorFor } from './method-decorator.ts';

/** Decorates a method of a class that is decorated with `@WebResource(path)`. */
export type HttpMethodDecorator = BareMethodDecoratorFor<WebResourceMethod>;

/** Lets a method of a class decorated with `@WebResource(path)` answer GET requests at the path. */
export const Get: HttpMethodDecorator = createHttpMethodDecorator('Get', 'GET');

/** Lets a method of a class decorated with `@WebResource(path)` answer POST requests at the path. */
export const Post: HttpMethodDecorator = createHttpMethodDecorator('Post', 'POST');

/** Lets a method of a class decorated with `@WebResource(path)` answer PUT requests at the path. */
export const Put: HttpMethodDecorator = createHttpMethodDecorator('Put', 'PUT');

/** Lets a method of a class decorated with `@WebResource(path)` answer DELETE requests at the path. */
export const Delete: HttpMethodDecorator = createHttpMethodDecorator('Delete', 'DELETE');

function createHttpMethodDecorator(name: string, httpMethod: HttpMethodNote['httpMethod']): HttpMethodDecorator {
  return createBareDecorator((args) => {
    const { holder, method, place } = decoratedMethod(`@${name}`, args);
    const other = ownNotes('http-methods', holder).find((known) => known.httpMethod === httpMethod);
    if (other !== undefined) {
      throw new BoutonError(
        'BOUTON_DECORATOR_TARGET',
        `@${name} stands on ${place}, and on ${other.method} already; one method answers ${httpMethod}`,
      );
    }
    appendNote('http-methods', holder, { httpMethod, method });
  }) as HttpMethodDecorator;
}
