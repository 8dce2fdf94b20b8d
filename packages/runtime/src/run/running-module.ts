import { BoutonError, ConfigError, type Logger } from '@bouton/sdk';
import { readCachedNotes, readModuleNote, type ModuleClass, type ResourceClass } from '@bouton/sdk/host';
import type { Caches } from '../module-api/caches.ts';
import { constructModule } from './construct-module.ts';
import type { ConfiguredModule } from '../configure/configured-module.ts';
import type { HostPort } from '../module-api/host-port.ts';
import { declaredRegistrations, handlersOf } from '../registry/declared-registrations.ts';
import { HostedModuleApi } from '../module-api/hosted-module-api.ts';
import type { Registrar } from '../registry/registrar.ts';
import { Scheduler } from '../module-api/scheduler.ts';
import { Threads } from '../module-api/threads.ts';

/** What a {@linkcode RunningModule} works with. */
export interface RunningModuleParts {
  readonly host: HostPort;
  readonly caches: Caches;
  readonly registrar: Registrar;
}

/** One module from its construction to its end, with the instances of its classes of resources. */
export class RunningModule implements AsyncDisposable {
  readonly configured: ConfiguredModule;
  readonly #parts: RunningModuleParts;
  readonly #log: Logger;
  readonly #scheduler: Scheduler;
  readonly #threads = new Threads();
  /** In the order of construction: the module first. */
  readonly #instances = new Map<ModuleClass | ResourceClass, object>();

  constructor(configured: ConfiguredModule, parts: RunningModuleParts) {
    this.configured = configured;
    this.#parts = parts;
    this.#log = parts.host.log.child({ module: configured.name });
    this.#scheduler = new Scheduler(parts.host, this.#log);
  }

  /**
   * Constructs the module and its resources, then registers what they declare, and ends the module's registration.
   *
   * @throws {BoutonError} `BOUTON_MODULE_START`
   * @throws {ConfigurationError} If a constructor throws a `ConfigError`.
   */
  construct(): void {
    const { name, moduleClass, config } = this.configured;
    const { host, caches, registrar } = this.#parts;
    const [scheduler, threads, log] = [this.#scheduler, this.#threads, this.#log];
    const api = new HostedModuleApi({ host, caches, registrar, scheduler, threads, log });
    const constructed = (part: ModuleClass | ResourceClass, cacheName: string, ...more: readonly object[]): object => {
      const cached = { name: cacheName, notes: readCachedNotes(part), caches };
      return this.#attempt(`the constructor of ${part.name}`, () => {
        const instance = constructModule(part, [config, api, ...more], cached);
        this.#instances.set(part, instance);
        return instance;
      });
    };
    const module = constructed(moduleClass, name);
    const declared = readModuleNote(moduleClass)?.resources ?? [];
    for (const part of new Set([...declared, ...registrar.resourceClasses.map(({ resource }) => resource)])) {
      constructed(part, `${name}.${part.name}`, module);
    }
    const methodOf = (owner: ModuleClass | ResourceClass, method: string) => this.#method(owner, method);
    this.#attempt('registration', () => {
      for (const { path, resource } of registrar.resourceClasses) {
        registrar.registerWebResource(path, handlersOf(resource, methodOf));
      }
      for (const register of declaredRegistrations(moduleClass, methodOf)) register(registrar);
    });
    registrar.close();
  }

  /** Calls the methods marked with `@OnStart`, one after another. @throws {BoutonError} `BOUTON_MODULE_START` */
  async start(): Promise<void> {
    const { moduleClass, manifest } = this.configured;
    for (const method of manifest.onStart) {
      try {
        await this.#method(moduleClass, method)();
      } catch (error) {
        throw this.#failure(`@OnStart ${method}()`, error);
      }
    }
  }

  /** Begins the looping calls that the module declares. */
  startLooping(): void {
    const { name, moduleClass, manifest } = this.configured;
    for (const { method, intervalMs, runOnAllInstances } of manifest.loopingCalls) {
      const call = this.#method(moduleClass, method);
      const options = { description: `${name}.${method}`, runOnAllInstances };
      this.#scheduler.loopingCall(async () => void (await call()), intervalMs, options);
    }
  }

  /** The module, or one of its resources; undefined if it has none of that class. */
  instanceOf(constructed: ModuleClass | ResourceClass): object | undefined {
    return this.#instances.get(constructed);
  }

  /** Resolves when no looping, delayed or background call runs that does not sleep: to whether there was any. */
  idle(): Promise<boolean> {
    return this.#scheduler.idle();
  }

  /** Ends all timers of the module; what runs already is not interrupted. */
  stopTimers(): void {
    this.#scheduler[Symbol.dispose]();
  }

  /** Disposes what was constructed, last first. Errors are logged. Does nothing when called again. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.stopTimers();
    const instances = [...this.#instances.values()];
    this.#instances.clear();
    for (const instance of instances.toReversed()) {
      try {
        await disposeOf(instance);
      } catch (error) {
        this.#log.error(`Module ${this.configured.name} failed while it was disposed`, { error });
      }
    }
    await this.#threads[Symbol.asyncDispose]();
  }

  #method(owner: ModuleClass | ResourceClass, name: string): (...args: readonly unknown[]) => unknown {
    const instance = this.#instances.get(owner);
    const method: unknown = instance && Reflect.get(instance, name);
    if (typeof method !== 'function') throw new TypeError(`${owner.name}.${name} is not a method`);
    return method.bind(instance) as (...args: readonly unknown[]) => unknown;
  }

  #attempt<Result>(where: string, action: () => Result): Result {
    try {
      return action();
    } catch (error) {
      throw this.#failure(where, error);
    }
  }

  #failure(where: string, error: unknown): BoutonError {
    if (ConfigError.is(error)) return this.configured.refuseConfig(error);
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Module ${this.configured.name} failed in ${where}: ${reason}`;
    return new BoutonError('BOUTON_MODULE_START', message, { cause: error });
  }
}

async function disposeOf(instance: Partial<AsyncDisposable & Disposable>): Promise<void> {
  if (Symbol.asyncDispose in instance) await instance[Symbol.asyncDispose]?.();
  else instance[Symbol.dispose]?.();
}
