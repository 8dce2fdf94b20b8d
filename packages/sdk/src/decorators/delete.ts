import type { WebResourceHandler } from '../types/web-resource.ts';
import { createHttpMethodDecorator } from './create-http-method-decorator.ts';
import type { MethodDecoratorFor } from './method-decorator.ts';

/** Lets a method of a class decorated with `@WebResource(path)` answer DELETE requests at the path. */
export const Delete: MethodDecoratorFor<WebResourceHandler> = createHttpMethodDecorator('Delete', 'DELETE');
