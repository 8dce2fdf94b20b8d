import { CALLBACKS, CATEGORY_NAMES, toCamelCase } from '@bouton/contract';
import {
  BoutonError,
  ModuleApi,
  type AllowedPath,
  type CallbackOptions,
  type CachedFunction,
  type CachedOptions,
  type DelayedCall,
  type HttpClient,
  type JsonObject,
  type Logger,
  type LoopingCallOptions,
  type MaybePromise,
  type ThreadPool,
  type UserId,
  type WebResourceHandler,
} from '@bouton/sdk';
import { cacheLimits } from '@bouton/sdk/host';
import type { Caches } from './caches.ts';
import type { HostMembers, HostPort, RuntimeMember } from './host-port.ts';
import { findServerName } from '../lib/find-server-name.ts';
import { FetchHttpClient } from './fetch-http-client.ts';
import { checkPushRuleActions } from './check-push-rule-actions.ts';
import type { Scheduler } from './scheduler.ts';
import type { Threads } from './threads.ts';
import { HOST_MEMBERS } from './host-members.ts';
import type { ResourceClass } from '@bouton/sdk/host';
import type { Registrar } from '../registry/registrar.ts';

const CALLBACK_NAMES: ReadonlySet<string> = new Set(CALLBACKS.map(({ name }) => toCamelCase(name)));

/** What a {@linkcode HostedModuleApi} works with. */
export interface HostedModuleApiParts {
  readonly host: HostPort;
  readonly registrar: Registrar;
  readonly scheduler: Scheduler;
  readonly threads: Threads;
  readonly caches: Caches;
  /** The module's log. */
  readonly log: Logger;
}

/** The methods that register callbacks, one for each category. */
type RegistrationMember = Extract<keyof ModuleApi, `register${string}Callbacks`>;

/** ModuleApi, with the members that the end of the class defines: those in HOST_MEMBERS, and one for each category. */
const ModuleApiWithDefinedMembers: abstract new () => HostMembers & Pick<ModuleApi, RegistrationMember> = ModuleApi;

/** The ModuleApi of one module: what the runtime provides itself, and the rest from the host. */
export class HostedModuleApi extends ModuleApiWithDefinedMembers implements Pick<ModuleApi, RuntimeMember> {
  readonly #host: HostPort;
  readonly #registrar: Registrar;
  readonly #scheduler: Scheduler;
  readonly #threads: Threads;
  readonly #caches: Caches;
  readonly logger: Logger;
  readonly httpClient: HttpClient;

  constructor(parts: HostedModuleApiParts) {
    super();
    this.#host = parts.host;
    this.#registrar = parts.registrar;
    this.#scheduler = parts.scheduler;
    this.#threads = parts.threads;
    this.#caches = parts.caches;
    this.logger = parts.log;
    this.httpClient = new FetchHttpClient({ proxies: parts.host.proxies ?? null });
  }

  registerWebResource<const Path extends string>(
    path: AllowedPath<Path>,
    resource: WebResourceHandler<Path> | ResourceClass,
  ): void {
    if (isClass(resource)) this.#registrar.registerResourceClass(path, resource);
    // The router finds in a path the parameters that the compiler found in it.
    else this.#registrar.registerWebResource(path, resource as unknown as WebResourceHandler);
  }

  registerCachedFunction<Args extends readonly unknown[], Result>(
    description: string,
    compute: (...args: Args) => Promise<Result>,
    options: CachedOptions = {},
  ): (...args: Args) => Promise<Result> {
    this.#registrar.assertOpen(`the cached function ${description}`);
    const limits = cacheLimits(`The cached function ${description}`, options);
    return this.#caches.wrap(`${this.#registrar.module}.${description}`, compute, limits);
  }

  async invalidateCache(cachedFunction: CachedFunction, keys: readonly unknown[]): Promise<void> {
    const name = this.#caches.invalidate(cachedFunction, keys);
    await this.#host.broadcastInvalidation?.(name, keys);
  }

  loopingBackgroundCall(callback: () => MaybePromise<void>, intervalMs: number, options?: LoopingCallOptions): void {
    this.#scheduler.loopingCall(callback, intervalMs, options);
  }

  delayedBackgroundCall(delayMs: number, callback: () => MaybePromise<void>, description?: string): DelayedCall {
    return this.#scheduler.delayedCall(delayMs, callback, description);
  }

  sleep(seconds: number): Promise<void> {
    return this.#scheduler.sleep(seconds * 1000);
  }

  runAsBackgroundProcess<T>(description: string, callback: () => MaybePromise<T>): Promise<T | undefined> {
    return this.#scheduler.runInBackground(description, callback);
  }

  deferToThread<T>(file: URL, ...args: readonly unknown[]): Promise<T> {
    return this.#threads.run(file, args);
  }

  deferToThreadpool<T>(pool: ThreadPool, file: URL, ...args: readonly unknown[]): Promise<T> {
    return this.#threads.run(file, args, pool);
  }

  getCurrentTimeMsec(): number {
    return this.#host.clock.now();
  }

  getQualifiedUserId(username: string): UserId {
    return isUserId(username) ? username : `@${username}:${this.#host.serverName}`;
  }

  checkPushRuleActions(actions: readonly (string | JsonObject)[]): void {
    checkPushRuleActions(actions);
  }

  supports(name: Parameters<ModuleApi['supports']>[0]): boolean {
    if (this.#host.missing?.has(name) === true) return false;
    if (HOST_MEMBERS.has(name)) return Reflect.get(this.#host, name) !== undefined;
    return (name in this && !(name in Object.prototype)) || CALLBACK_NAMES.has(name);
  }

  isMine(id: string): boolean {
    return findServerName(id) === this.#host.serverName;
  }

  static {
    for (const category of CATEGORY_NAMES) {
      Object.defineProperty(this.prototype, toCamelCase(`register_${category}_callbacks`), {
        value(this: HostedModuleApi, callbacks: object, options?: CallbackOptions) {
          this.#registrar.registerMethods(category, callbacks, options);
        },
      });
    }
    for (const [name, kind] of HOST_MEMBERS) {
      Object.defineProperty(
        this.prototype,
        name,
        kind === 'property'
          ? {
              get(this: HostedModuleApi) {
                return hostMember(this.#host, name);
              },
            }
          : {
              value(this: HostedModuleApi, ...args: readonly unknown[]) {
                const method = hostMember(this.#host, name);
                if (name === 'registerTaskAction') this.#registrar.assertOpen(`the task action ${String(args[0])}`);
                if (typeof method !== 'function') throw new TypeError(`${this.#host.hostName} has no method ${name}`);
                return Reflect.apply(method, this.#host, args) as unknown;
              },
            },
      );
    }
  }
}

function isUserId(username: string): username is UserId {
  return username.startsWith('@');
}

function hostMember(host: HostPort, name: string): unknown {
  const needed = host.missing?.get(name);
  if (needed !== undefined) {
    throw new BoutonError('BOUTON_NOT_IMPLEMENTED', `${name} needs ${needed}; this is ${host.hostName}`);
  }
  const member: unknown = Reflect.get(host, name);
  if (member !== undefined) return member;
  throw new BoutonError('BOUTON_NOT_IMPLEMENTED', `${name} is not implemented by ${host.hostName}`);
}

function isClass(resource: object): resource is ResourceClass {
  // What tells a class from a function, an old one too: nobody can give it another prototype.
  return Object.getOwnPropertyDescriptor(resource, 'prototype')?.writable === false;
}
