import { Dispatcher, startModules, type Runtime } from '@bouton/runtime';
import { CALLBACKS } from '@bouton/contract';
import type { ScheduledTask } from '@bouton/sdk';
import { AsyncLocalStorage } from 'node:async_hooks';
import { encodeCacheKeys } from './cache-keys.ts';
import { createCallbackTable, type AskOverWire } from './callback-table.ts';
import type { Connection } from './connection.ts';
import { checkHostConfig, type PlacedConfig } from './host-config.ts';
import { oncePerEvent } from './once-per-event.ts';
import { describeRegistration, type WireRegistration } from './registration.ts';
import { createRemoteHostPort } from './remote-host-port.ts';
import type { CallSynapse } from './remote-members.ts';
import { createRemoteLog } from './remote-log.ts';
import { RemoteTasks, type TaskOutcome } from './remote-tasks.ts';
import type { SynapseProcess } from './synapse-process.ts';

/** A connection that started an item, and the Synapse process at its other end. */
export interface ItemUser {
  readonly connection: Connection;
  readonly synapse: SynapseProcess;
  /** The item's number in that process. */
  readonly number: number;
}

/** The modules of one `Host` item, for one or more Synapse processes. */
export class HostedItem implements AsyncDisposable {
  readonly registration: Promise<WireRegistration>;
  readonly #users = new Set<ItemUser>();
  readonly #current = new AsyncLocalStorage<ItemUser>();
  readonly #webRequests = new WeakMap<Request, number>();
  readonly #isShared: boolean;
  readonly #tasks = new RemoteTasks(
    (method, ...args) => this.#call(method, args),
    createRemoteLog(() => this.#user()?.connection),
  );
  #callbacks: ReadonlyMap<string, AskOverWire> = new Map();
  readonly #runtime: Promise<Runtime>;

  /** @param onFailure Called when the modules fail after they registered: in `@OnStart`. */
  constructor(
    placed: PlacedConfig,
    user: ItemUser,
    options: { isShared: boolean; onFailure: (error: unknown) => void },
  ) {
    this.#isShared = options.isShared;
    this.#users.add(user);
    const { promise, resolve, reject } = Promise.withResolvers<WireRegistration>();
    this.registration = promise;
    this.#runtime = this.#start(placed, user, resolve);
    this.#runtime.catch((error: unknown) => {
      reject(error);
      promise.then(
        () => options.onFailure(error),
        () => undefined,
      );
    });
  }

  addUser(user: ItemUser): void {
    this.#users.add(user);
  }

  /** Whether nobody uses the item any longer. */
  removeUser(user: ItemUser): boolean {
    this.#users.delete(user);
    return this.#users.size === 0;
  }

  /** The function that asks the modules for a callback. @throws {RangeError} If there is no such callback. */
  callback(name: string): AskOverWire {
    const callback = this.#callbacks.get(name);
    if (callback === undefined) throw new RangeError(`There is no callback ${name}`);
    return callback;
  }

  /** Runs something for a user: what modules call of Synapse meanwhile goes there. */
  runFor<T>(user: ItemUser, action: () => T): T {
    return this.#isShared ? this.#current.run(user, action) : action();
  }

  /** What runs; waits until it does. */
  get runtime(): Promise<Runtime> {
    return this.#runtime;
  }

  /** Forgets a cached answer that another Synapse process invalidated. */
  receiveInvalidation(cache: string, keys: readonly unknown[]): void {
    // Modules that cannot be started are reported elsewhere.
    this.#runtime.then(
      (runtime) => runtime.receiveInvalidation(cache, keys),
      () => undefined,
    );
  }

  /** Runs a task whose time has come. */
  async runTask(task: ScheduledTask): Promise<TaskOutcome> {
    await this.#runtime;
    return this.#tasks.run(task);
  }

  /** Notes under which id Synapse knows a web request. */
  knowWebRequest(request: Request, id: number): void {
    this.#webRequests.set(request, id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const runtime = await this.#runtime.catch(() => undefined);
    await runtime?.[Symbol.asyncDispose]();
  }

  async #start(
    { config, place }: PlacedConfig,
    { synapse }: ItemUser,
    registered: (registration: WireRegistration) => void,
  ): Promise<Runtime> {
    const checked = await checkHostConfig(config, { place });
    const log = createRemoteLog(() => this.#user()?.connection);
    const port = createRemoteHostPort(synapse, {
      call: (member, ...args) => this.#call(`api.${member}`, args),
      pin: () => this.#pin(),
      tasks: this.#tasks,
      webRequestOf: (request) => this.#webRequestOf(request),
      log,
      isShared: this.#isShared,
    });
    // In a shared host a cache exists once, for all processes.
    const host = this.#isShared || !synapse.replicates ? port : { ...port, broadcastInvalidation: this.#broadcast };
    const { policies } = checked;
    const dispatcher = new Dispatcher({ serverName: synapse.serverName, log, policies, goesOnItself: true });
    const callbacks = createCallbackTable(dispatcher.callbacks);
    this.#callbacks = this.#isShared ? toldOnce(callbacks) : callbacks;
    return startModules(checked, host, {
      dispatcher,
      // Synapse waits for it, and `@OnStart` may need Synapse.
      onRegistered: (registry) => registered(describeRegistration(registry, policies, this.#tasks.actions)),
    });
  }

  /** The process whose callback is served, else the main one, else any. */
  #user(): ItemUser | undefined {
    const current = this.#current.getStore();
    if (current !== undefined && this.#users.has(current)) return current;
    const users = [...this.#users];
    return users.find(({ synapse }) => synapse.workerName === null) ?? users[0];
  }

  readonly #broadcast = async (cache: string, keys: readonly unknown[]): Promise<void> => {
    await this.#call('cache.invalidate', [cache, encodeCacheKeys(keys)]);
  };

  async #call(method: string, args: readonly unknown[]): Promise<unknown> {
    return this.#pin()(method, ...args);
  }

  /** Asks one process, whichever are there later. @throws {Error} If none is connected. */
  #pin(): CallSynapse {
    const user = this.#user();
    if (user === undefined) throw new Error('No Synapse process is connected');
    return (method, ...args) => user.connection.ask(method, ...args);
  }

  #webRequestOf(request: Request): number {
    const id = this.#webRequests.get(request);
    if (id === undefined) throw new TypeError('This is not the request that the web resource was called with');
    return id;
  }
}

/** What Synapse tells each of its processes comes once to the modules of a shared host. */
function toldOnce(callbacks: ReadonlyMap<string, AskOverWire>): ReadonlyMap<string, AskOverWire> {
  const everywhere = new Set(
    CALLBACKS.filter(({ inEachProcess }) => inEachProcess).map(({ category, name }) => `${category}.${name}`),
  );
  return new Map([...callbacks].map(([name, ask]) => [name, everywhere.has(name) ? oncePerEvent(ask) : ask]));
}
