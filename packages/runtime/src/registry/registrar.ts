import { CALLBACKS, toCamelCase, type CategoryName } from '@bouton/contract';
import { BoutonError, type AuthCheckerRegistration, type CallbackOptions } from '@bouton/sdk';
import { checkWebResourcePath, copyEventFilter, readHttpMethodNotes, type ResourceClass } from '@bouton/sdk/host';
import { isArray } from '../lib/values.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { describeValue } from '../text/describe-value.ts';
import type { NewCallback, RegisteredCallbacks } from './registered-callbacks.ts';
import type { LoginTypes } from './login-types.ts';
import type { WebResource, WebResources } from './web-resources.ts';

/** What all modules have registered so far, in the config's order. */
export interface RegistryParts {
  readonly callbacks: RegisteredCallbacks;
  readonly loginTypes: LoginTypes;
  readonly webResources: WebResources;
}

/** A class of web resources, and where it answers. */
export interface RegisteredResourceClass {
  readonly path: string;
  readonly resource: ResourceClass;
}

/** With this one module registers, until it is constructed. */
export class Registrar {
  readonly module: string;
  readonly #parts: RegistryParts;
  readonly #resourceClasses: RegisteredResourceClass[] = [];
  #isClosed = false;

  constructor(module: string, parts: RegistryParts) {
    this.module = module;
    this.#parts = parts;
  }

  /** Registers callbacks of one category, under Synapse's names. @throws {BoutonError} See {@linkcode RegisteredCallbacks.add}. */
  registerCallbacks(category: CategoryName, callbacks: readonly NewCallback[]): void {
    this.assertOpen(callbacks.map(({ callback }) => callback).join(', '));
    this.#parts.callbacks.add(this.module, category, callbacks);
  }

  /**
   * Registers what an object has under the names of a category's callbacks, in camelCase; absent, undefined and null
   * members are left out.
   *
   * @param options.when Which events all of them want to see.
   * @throws {BoutonError} If the object has other members too, if the filter is malformed, and as
   * {@linkcode Registrar.registerCallbacks}.
   */
  registerMethods(category: CategoryName, methods: object, options: Partial<CallbackOptions> = {}): void {
    const rows = CALLBACKS.filter((row) => row.category === category);
    const names = new Map(rows.map((row) => [toCamelCase(row.name), row]));
    for (const key of Object.keys(methods)) {
      if (names.has(key)) continue;
      throw new BoutonError(
        'BOUTON_UNKNOWN_CALLBACK',
        `Module ${this.module} registers ${key}, which is not a callback of ${category}${didYouMean(key, [...names.keys()])}`,
      );
    }
    const when = options.when && copyEventFilter(`Module ${this.module}, ${category} callbacks`, options.when);
    const callbacks: NewCallback[] = [];
    const checkers: AuthCheckerRegistration[] = [];
    for (const [key, { name: callback, perLoginType }] of names) {
      const method: unknown = Reflect.get(methods, key);
      if (method === undefined || method === null) continue;
      if (perLoginType) {
        if (!isArray(method)) throw this.#unfit(key, method, 'a list of auth checkers');
        checkers.push(...(method as readonly AuthCheckerRegistration[]));
        continue;
      }
      if (typeof method !== 'function') throw this.#unfit(key, method, 'a function');
      callbacks.push({ callback, when, call: method.bind(methods) as NewCallback['call'] });
    }
    for (const checker of checkers) this.registerAuthChecker(checker);
    this.registerCallbacks(category, callbacks);
  }

  /** @throws {BoutonError} If another module wants other fields for the login type. */
  registerAuthChecker(checker: AuthCheckerRegistration): void {
    this.assertOpen(`an auth checker for ${checker.loginType}`);
    this.#parts.loginTypes.add(this.module, checker);
  }

  /** @throws {BoutonError} If the homeserver itself serves at the path. */
  registerWebResource(path: string, resource: WebResource): void {
    this.assertOpen(`a web resource at ${path}`);
    this.#parts.webResources.add(this.module, path, resource);
  }

  /**
   * Notes a class of web resources, which is constructed and registered once the module is.
   *
   * @throws {BoutonError} If the homeserver itself serves at the path, or the class answers nothing.
   */
  registerResourceClass(path: string, resource: ResourceClass): void {
    this.assertOpen(`a web resource at ${path}`);
    checkWebResourcePath(path);
    if (readHttpMethodNotes(resource).length === 0) {
      throw new BoutonError(
        'BOUTON_DECORATOR_TARGET',
        `Module ${this.module} registers the class ${resource.name} at ${path}, which has no method decorated with @Get, @Post, @Put or @Delete`,
      );
    }
    this.#resourceClasses.push({ path, resource });
  }

  /** The classes of web resources that the module's constructor registered, in order. */
  get resourceClasses(): readonly RegisteredResourceClass[] {
    return this.#resourceClasses;
  }

  /** @throws {BoutonError} Once the module is constructed. */
  assertOpen(registered: string): void {
    if (!this.#isClosed) return;
    throw new BoutonError(
      'BOUTON_REGISTERED_LATE',
      `Module ${this.module} registers ${registered} after it was constructed; it can do so in its constructor only`,
    );
  }

  /** Ends the registration: the module is constructed. */
  close(): void {
    this.#isClosed = true;
  }

  #unfit(key: string, found: unknown, wanted: string): TypeError {
    return new TypeError(`Module ${this.module} registers ${describeValue(found)} as ${key}; ${wanted} is wanted`);
  }
}
