import type { WebResourceHandler } from '../types/web-resource.ts';
import { createHttpMethodDecorator } from './create-http-method-decorator.ts';
import type { MethodDecoratorFor } from './method-decorator.ts';

/** Lets a method of a class decorated with `@WebResource(path)` answer POST requests at the path. */
export const Post: MethodDecoratorFor<WebResourceHandler> = createHttpMethodDecorator('Post', 'POST');
