import type { ModuleClass, ResourceClass } from '@bouton/sdk/host';
import { Caches } from '../module-api/caches.ts';
import { ConfigurationError } from '../configure/configuration-error.ts';
import type { ConfiguredModule } from '../configure/configured-module.ts';
import type { CallbackPolicies } from '../configure/read-policies.ts';
import type { Callbacks } from '../dispatch/callbacks.ts';
import { Dispatcher } from '../dispatch/dispatcher.ts';
import type { HostPort } from '../module-api/host-port.ts';
import { inspect, type Inspection } from './inspect.ts';
import { RegistryBuilder } from '../registry/registry.ts';
import type { Registry } from '../registry/registry.ts';
import { RunningModule } from './running-module.ts';
import { createWebRouter, type WebRouter } from '../web/web-router.ts';

/** What there is to start: a `Configuration`, or modules alone. */
export interface ModulesToStart {
  readonly modules: readonly ConfiguredModule[];
  readonly policies?: CallbackPolicies;
}

/** What a host may bring. */
export interface StartOptions {
  /** Asks the modules. A host that needs their callbacks before they are there brings its own. */
  readonly dispatcher?: Dispatcher;
  /** Called once all modules are constructed and asked, before any `@OnStart`. */
  readonly onRegistered?: (registry: Registry) => void;
}

/** Modules that run. Disposing ends their timers, then disposes them, the last of the config first. */
export interface Runtime extends AsyncDisposable {
  /** Asks the modules. */
  readonly callbacks: Callbacks;
  /** Serves the modules' web resources. */
  readonly web: WebRouter;
  readonly registry: Registry;
  /** In the config's order. */
  readonly modules: readonly ConfiguredModule[];
  /** Forgets a cached answer that another process invalidated: see `HostPort.broadcastInvalidation`. */
  receiveInvalidation(cache: string, keys: readonly unknown[]): void;
  /** What was constructed of a module's class or a class of resources, in the config's order, with the module's name. */
  instancesOf(
    constructed: ModuleClass | ResourceClass,
  ): readonly { readonly module: string; readonly instance: object }[];
  /** Resolves when no looping, delayed or background call of a module runs that does not sleep: to whether there was any. */
  idle(): Promise<boolean>;
  /** Describes what runs. */
  inspect(): Inspection;
}

/**
 * Starts modules, in the config's order: each is constructed with `(config, api)`, then its classes of resources are, then
 * what its decorators declare is registered. So within one module, what the constructor registers itself is asked before
 * the decorated methods, and those in the order of their declaration. When all are constructed, registration is closed, the
 * modules are asked from then on, the methods marked with `@OnStart` are called one after another, and looping calls begin.
 *
 * @throws {BoutonError} `BOUTON_MODULE_START`, or what constructors refuse of their configs, after everything that had been
 *   constructed was disposed.
 */
export async function startModules(
  { modules, policies = new Map() }: ModulesToStart,
  host: HostPort,
  {
    dispatcher = new Dispatcher({ serverName: host.serverName, log: host.log, policies }),
    onRegistered,
  }: StartOptions = {},
): Promise<Runtime> {
  const caches = new Caches(() => host.clock.now());
  const running: RunningModule[] = [];
  try {
    const registry = construct(modules, { host, caches, running });
    dispatcher.use(registry);
    onRegistered?.(registry);
    for (const module of running) await module.start();
    for (const module of running) module.startLooping();
    return {
      callbacks: dispatcher.callbacks,
      web: createWebRouter(registry, host.log),
      registry,
      modules,
      receiveInvalidation: (cache, keys) => caches.receiveInvalidation(cache, keys),
      instancesOf: (constructed) =>
        running.flatMap((module) => {
          const instance = module.instanceOf(constructed);
          return instance === undefined ? [] : [{ module: module.configured.name, instance }];
        }),
      idle: async () => (await Promise.all(running.map((module) => module.idle()))).includes(true),
      inspect: () => inspect(modules, registry),
      [Symbol.asyncDispose]: () => dispose(running),
    };
  } catch (error) {
    await dispose(running);
    throw error;
  }
}

/**
 * Constructs modules as {@linkcode startModules} does, describes what they registered, and disposes them: nothing is
 * started, and nobody asks them.
 *
 * @throws {BoutonError} `BOUTON_MODULE_START`, or what constructors refuse of their configs.
 */
export async function inspectModules(modules: readonly ConfiguredModule[], host: HostPort): Promise<Inspection> {
  const running: RunningModule[] = [];
  try {
    return inspect(modules, construct(modules, { host, caches: new Caches(() => host.clock.now()), running }));
  } finally {
    await dispose(running);
  }
}

/** Constructs the modules in order and closes registration. Each is in `running` before its constructor is called. */
function construct(
  modules: readonly ConfiguredModule[],
  { host, caches, running }: { host: HostPort; caches: Caches; running: RunningModule[] },
): Registry {
  const builder = new RegistryBuilder(host.log);
  const refused: ConfigurationError[] = [];
  for (const configured of modules) {
    const module = new RunningModule(configured, { host, caches, registrar: builder.openModule(configured.name) });
    running.push(module);
    try {
      module.construct();
    } catch (error) {
      // What other constructors refuse of their configs is shown with it.
      if (!(error instanceof ConfigurationError)) throw error;
      refused.push(error);
    }
  }
  const [first] = refused;
  if (first !== undefined && refused.length === 1) throw first;
  if (first !== undefined) {
    throw new ConfigurationError(
      first.subject,
      refused.flatMap(({ faults }) => faults),
    );
  }
  return builder.finish();
}

async function dispose(running: readonly RunningModule[]): Promise<void> {
  for (const module of running) module.stopTimers();
  for (const module of running.toReversed()) await module[Symbol.asyncDispose]();
}
