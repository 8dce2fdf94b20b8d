import { BoutonError } from '../errors/bouton-error.ts';
import { checkWebResourcePath } from '../metadata/check-web-resource-path.ts';
import { isDecoratorContext } from '../metadata/decorator-context.ts';
import { noteClass, notesOfClass, type DecoratedClass } from '../metadata/note-store.ts';
import {
  readAuthCheckerNotes,
  readCallbackNotes,
  readHttpMethodNotes,
  readLoopingCallNotes,
  readOnStartNotes,
  readWebResourceNotes,
} from '../metadata/read-notes.ts';
import type { ModuleApi } from '../module-api.ts';
import type { WebResourceHandler } from '../types/web-resource.ts';
import type { AllowedPath } from '../types/web-resource-path.ts';
import type { WebResourceNote } from '../metadata/notes.ts';
import { shownToAuthor } from '../errors/author-frame.ts';
import { createDecorator } from './create-decorator.ts';
import { decoratedClass } from './decorated-class.ts';
import { decoratedMethod } from './decorated-method.ts';
import type { MethodDecoratorFor } from './method-decorator.ts';
import type { ClassContext } from './module.ts';
import { noteMethod } from './note-method.ts';

/** Decorates a method of a module, or a class of web resources, which is constructed with `(config, api, module)`. */
export interface WebResourceDecorator<Path extends string> extends MethodDecoratorFor<WebResourceHandler<Path>> {
  (target: new (config: never, api: ModuleApi, module: never) => object, context?: ClassContext): void;
}

/**
 * Answers the requests for one path: a method those of every HTTP method; a class those for which it has methods
 * decorated with `@Get`, `@Post`, `@Put` and `@Delete`. The class must be listed in its module's `resources`; it is
 * constructed after the module, with `(config, api, module)`. Of two
 * modules with one path, the first in the config answers.
 *
 * @example
 * ```ts
 * @WebResource('/_synapse/client/demo/hello')
 * hello(request: Request): Response {
 *   return Response.json({ hello: new URL(request.url).searchParams.get('name') });
 * }
 *
 * @WebResource('/_synapse/client/demo/codes/:code')
 * code(request: Request, { params }: WebResourceContext<'/_synapse/client/demo/codes/:code'>): Response {
 *   return Response.json({ code: params.code });
 * }
 * ```
 *
 * A path may have parameters, each a whole segment, and end in a `*` for whatever follows. Of several paths that match a request,
 * the one answers that has a text where the others have a parameter or `*`, or a parameter where they have `*`.
 *
 * @param path - Best below `/_synapse/client/`. A trailing slash makes it another path.
 * @throws {BoutonError} `BOUTON_RESERVED_PATH`; `BOUTON_DECORATOR_TARGET` if a class answers nothing.
 * @see https://element-hq.github.io/synapse/latest/modules/writing_a_module.html#registering-a-web-resource
 */
export function WebResource<const Path extends string>(path: AllowedPath<Path>): WebResourceDecorator<Path> {
  return shownToAuthor(WebResource, () => {
    checkWebResourcePath(path);
    const decorator = `@WebResource(${JSON.stringify(path)})`;
    return createDecorator((args) => decorate(decorator, path, args)) as WebResourceDecorator<Path>;
  });
}

function decorate(decorator: string, path: string, args: readonly unknown[]): void {
  const [, member] = args;
  if (args.length === 1 || (isDecoratorContext(member) && member.kind === 'class')) {
    const target = decoratedClass(decorator, args);
    checkResourceClass(decorator, target);
    noteClass('resource-path', target, path);
  } else {
    const isSame = (known: WebResourceNote): boolean => known.path === path;
    noteMethod('web-resources', decorator, decoratedMethod(decorator, args), { path }, isSame, 'there already');
  }
}

/** Nobody would ever look at a module's declarations in a resource class. */
function checkResourceClass(decorator: string, target: DecoratedClass): void {
  if (readHttpMethodNotes(target).length === 0) {
    throw refusal(decorator, target, 'has no method decorated with @Get, @Post, @Put or @Delete');
  }
  const httpMethods = notesOfClass('http-methods', target).map(({ httpMethod }) => httpMethod);
  const twice = httpMethods.find((each, index) => httpMethods.indexOf(each) !== index);
  if (twice !== undefined) throw refusal(decorator, target, `answers ${twice} with two methods`);
  const [misplaced] = [
    readCallbackNotes,
    readAuthCheckerNotes,
    readWebResourceNotes,
    readLoopingCallNotes,
    readOnStartNotes,
  ].flatMap((read): readonly { readonly method: string }[] => read(target));
  if (misplaced !== undefined) {
    throw refusal(decorator, target, `declares ${misplaced.method} as only a module can`);
  }
}

function refusal(decorator: string, target: DecoratedClass, fault: string): BoutonError {
  return new BoutonError('BOUTON_DECORATOR_TARGET', `${decorator} stands on the class ${target.name}, which ${fault}`);
}
