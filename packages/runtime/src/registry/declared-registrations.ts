import type { AuthCheckerRegistration, WebResourceHandler } from '@bouton/sdk';
import {
  readAuthCheckerNotes,
  readCallbackNotes,
  readHttpMethodNotes,
  readModuleNote,
  readResourcePath,
  readWebResourceNotes,
  type HttpMethodNote,
  type ModuleClass,
  type ResourceClass,
} from '@bouton/sdk/host';
import type { Registrar } from './registrar.ts';
import type { WebResource } from './web-resources.ts';

/** A method of the module's instance, or of the instance of one of its classes of resources. */
export type MethodOf = (owner: ModuleClass | ResourceClass, method: string) => (...args: readonly unknown[]) => unknown;

/** Registers one thing that a module declares. @throws {BoutonError} When the rules for registering refuse it. */
export type RegistrationStep = (registrar: Registrar) => void;

/**
 * What the decorators of a module say is to be registered, in the order of the declarations: callbacks, auth checkers, web
 * resources of methods, web resources of classes. Read from the class alone; `methodOf` leads to the instances.
 */
export function* declaredRegistrations(moduleClass: ModuleClass, methodOf: MethodOf): Generator<RegistrationStep> {
  const byCategory = Map.groupBy(readCallbackNotes(moduleClass), ({ category }) => category);
  for (const [category, notes] of byCategory) {
    const callbacks = notes.map(({ callback, method, when }) => ({
      callback,
      when,
      call: methodOf(moduleClass, method),
    }));
    yield (registrar) => registrar.registerCallbacks(category, callbacks);
  }
  for (const { loginType, fields, method } of readAuthCheckerNotes(moduleClass)) {
    const check = methodOf(moduleClass, method) as AuthCheckerRegistration['check'];
    yield (registrar) => registrar.registerAuthChecker({ loginType, fields, check });
  }
  for (const { path, method } of readWebResourceNotes(moduleClass)) {
    const handler = methodOf(moduleClass, method) as WebResourceHandler;
    yield (registrar) => registrar.registerWebResource(path, handler);
  }
  for (const resource of readModuleNote(moduleClass)?.resources ?? []) {
    const handlers = handlersOf(resource, methodOf);
    yield (registrar) => registrar.registerWebResource(readResourcePath(resource) ?? '', handlers);
  }
}

/** What a class of web resources answers, by the method of HTTP. */
export function handlersOf(resource: ResourceClass, methodOf: MethodOf): WebResource {
  const handlers: Partial<Record<HttpMethodNote['httpMethod'], WebResourceHandler>> = {};
  for (const { httpMethod, method } of readHttpMethodNotes(resource)) {
    handlers[httpMethod] = methodOf(resource, method) as WebResourceHandler;
  }
  return handlers;
}
