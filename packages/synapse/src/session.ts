import type { ConfigPlace, ForeignFault } from '@bouton/runtime';
import type { LoginResponse, PostLoginCallback, ScheduledTask } from '@bouton/sdk';
import { decodeCacheKeys } from './cache-keys.ts';
import type { Connection, Peer } from './connection.ts';
import type { WireRequest } from './decode-arguments.ts';
import type { Frame } from './frames.ts';
import { checkHostConfig, type HostConfig } from './host-config.ts';
import type { HostedItem, ItemUser } from './hosted-item.ts';
import type { HostedItems } from './hosted-items.ts';
import type { SynapseProcess } from './synapse-process.ts';
import { WebExchange } from './web-exchange.ts';

/** The version of the protocol that PROTOCOL.md describes. */
export const PROTOCOL = 1;

type Batch = AsyncGenerator<number, void, void>;

/** The requests, by their methods, with what PROTOCOL.md gives them. */
interface Requests {
  hello: [synapse: SynapseProcess];
  check: [config: HostConfig, place: ConfigPlace | null, faults: readonly ForeignFault[]];
  start: [item: number, config: HostConfig, place?: ConfigPlace | null];
  callback: [item: number, name: string, ...args: unknown[]];
  afterLogin: [login: number, response: LoginResponse];
  'update.enter': [item: number, updateName: string, databaseName: string, oneShot: boolean];
  'update.exit': [update: number, failure: string | null];
  'task.run': [item: number, task: ScheduledTask];
  web: [item: number, head: WireRequest];
}

type Handlers = { readonly [Method in keyof Requests]: (id: number, args: Requests[Method]) => Promise<unknown> };

/** What one Synapse process asks and tells. */
export class Session implements Peer {
  readonly #connection: Connection;
  readonly #items: HostedItems;
  readonly #onEnd: (error: Error | undefined) => void;
  readonly #started = new Map<number, { readonly item: HostedItem; readonly user: ItemUser }>();
  readonly #afterLogins = new Map<number, PostLoginCallback>();
  readonly #batches = new Map<number, Batch>();
  readonly #exchanges = new Map<number, WebExchange>();
  #synapse: SynapseProcess | undefined;

  constructor(connection: Connection, items: HostedItems, onEnd: (error: Error | undefined) => void) {
    this.#connection = connection;
    this.#items = items;
    this.#onEnd = onEnd;
  }

  async request(id: number, method: string, args: readonly unknown[]): Promise<unknown> {
    if (!Object.hasOwn(this.#handlers, method)) throw new RangeError(`There is no method ${method}`);
    // The protocol is the type of what the other half sends.
    const handler = this.#handlers[method as keyof Requests] as (
      id: number,
      args: readonly unknown[],
    ) => Promise<unknown>;
    return handler(id, args);
  }

  notify(method: string, args: readonly unknown[]): void {
    if (method === 'afterLogin.forget') this.#afterLogins.delete(Number(args[0]));
    if (method === 'cache.invalidate') this.#invalidateCache(String(args[0]), String(args[1]));
  }

  cancel(id: number): void {
    this.#exchanges.get(id)?.abort();
  }

  body(frame: Frame): void {
    this.#exchanges.get(frame.id)?.take(frame);
  }

  closed(error: Error | undefined): void {
    for (const exchange of this.#exchanges.values()) exchange.abort();
    for (const { item, user } of this.#started.values()) this.#items.leave(item, user);
    this.#onEnd(error);
  }

  readonly #handlers: Handlers = {
    hello: (_, [synapse]) => this.#hello(synapse),
    check: (_, args) => checkedFaults(...args),
    start: (_, [number, config, place]) => this.#start(number, config, place ?? undefined),
    callback: (id, [number, name, ...args]) => this.#callback(id, number, name, args),
    afterLogin: (_, [login, response]) => this.#afterLogin(login, response),
    'update.enter': (id, [number, ...args]) => this.#enterUpdate(id, number, args),
    'update.exit': (_, [update, failure]) => this.#exitUpdate(update, failure),
    'task.run': (_, [number, task]) => this.#runTask(number, task),
    web: (id, [number, head]) => this.#web(id, number, head),
  };

  async #hello(synapse: SynapseProcess): Promise<object> {
    if (synapse.protocol !== PROTOCOL) {
      throw new Error(`This host speaks version ${PROTOCOL} of the protocol, synapse-bouton ${synapse.protocol}`);
    }
    this.#synapse = synapse;
    return { protocol: PROTOCOL };
  }

  async #start(number: number, config: HostConfig, place: ConfigPlace | undefined): Promise<object> {
    if (this.#synapse === undefined) throw new Error('hello comes first');
    const user = { connection: this.#connection, synapse: this.#synapse, number };
    const item = this.#items.join({ config, place }, user);
    this.#started.set(number, { item, user });
    return item.registration;
  }

  #item(number: number): { readonly item: HostedItem; readonly user: ItemUser } {
    const started = this.#started.get(number);
    if (started === undefined) throw new RangeError(`Item ${number} is not started`);
    return started;
  }

  #invalidateCache(cache: string, encodedKeys: string): void {
    const keys = decodeCacheKeys(encodedKeys);
    for (const { item } of this.#started.values()) item.receiveInvalidation(cache, keys);
  }

  #callback(id: number, number: number, name: string, args: readonly unknown[]): Promise<unknown> {
    const { item, user } = this.#item(number);
    const keep = (afterLogin: PostLoginCallback): void => void this.#afterLogins.set(id, afterLogin);
    const origin = { connection: this.#connection, operation: id };
    return item.runFor(user, () => item.callback(name)(args, origin, keep));
  }

  async #afterLogin(login: number, response: LoginResponse): Promise<object> {
    const afterLogin = this.#afterLogins.get(login);
    if (afterLogin === undefined) throw new RangeError(`Login ${login} has nothing to be called afterwards`);
    this.#afterLogins.delete(login);
    await afterLogin(response);
    return response;
  }

  async #enterUpdate(id: number, number: number, args: readonly [string, string, boolean]): Promise<number> {
    const { item, user } = this.#item(number);
    const { callbacks } = await item.runtime;
    const batch = item.runFor(user, () => callbacks.backgroundUpdateController.onUpdate(...args));
    const first = await batch?.next();
    if (batch === undefined || first === undefined || first.done === true) {
      throw new TypeError('on_update is to yield how long a batch should take, in milliseconds');
    }
    this.#batches.set(id, batch);
    return first.value;
  }

  async #exitUpdate(update: number, failure: string | null): Promise<void> {
    const batch = this.#batches.get(update);
    if (batch === undefined) throw new RangeError(`There is no background update ${update}`);
    this.#batches.delete(update);
    if (failure === null) {
      await batch.next();
      return;
    }
    const error = new Error(failure);
    await batch.throw(error).catch((thrown: unknown) => {
      // A module that lets the failure through has nothing to say about it.
      if (thrown !== error) throw thrown;
    });
  }

  #runTask(number: number, task: ScheduledTask): Promise<object> {
    const { item, user } = this.#item(number);
    return item.runFor(user, () => item.runTask(task));
  }

  async #web(id: number, number: number, head: WireRequest): Promise<object> {
    const { item, user } = this.#item(number);
    const exchange = new WebExchange(this.#connection, id, head);
    this.#exchanges.set(id, exchange);
    item.knowWebRequest(exchange.request, id);
    const { web } = await item.runtime;
    return item.runFor(user, () => exchange.answer(web, () => void this.#exchanges.delete(id)));
  }
}

/**
 * Everything that is wrong with a configuration, as people read it; null if nothing is.
 *
 * @param place Where the configuration stands in homeserver.yaml; null if nobody knows.
 * @param faults What the Python half found.
 */
export async function checkedFaults(
  config: HostConfig,
  place: ConfigPlace | null,
  faults: readonly ForeignFault[],
): Promise<{ readonly faults: string | null }> {
  try {
    await checkHostConfig(config, { place: place ?? undefined, faults });
    return { faults: null };
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { faults: error.message };
    throw error;
  }
}
