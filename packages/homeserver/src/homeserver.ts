import {
  Dispatcher,
  inspectModules,
  startModules,
  systemClock,
  type Callbacks,
  type Clock,
  type Configuration,
  type Inspection,
  type Runtime,
} from '@bouton/runtime';
import type { Logger } from '@bouton/sdk';
import { composeRouters } from './compose-routers.ts';
import { composeServices, type Services } from './compose-services.ts';
import type { HomeserverContext } from './context.ts';
import { createApp, type FetchHandler } from './http/create-app.ts';
import { listen } from './http/listen.ts';
import { hostPort, type EmbeddedHost } from './modules/host-port.ts';
import { Notifier } from './notifier.ts';
import type { HomeserverSettings } from './settings.ts';
import { openDataDirectory, type DataDirectory } from './storage/data-directory.ts';
import { StreamSequence } from './storage/stream-sequence.ts';

/** How a homeserver is started. */
export interface HomeserverOptions {
  /** The settings and the modules. */
  readonly configuration: Configuration<HomeserverSettings>;
  readonly log: Logger;
  /** Left out: the system's. */
  readonly clock?: Clock;
  /** Where to listen, instead of at the configured port. */
  readonly port?: number;
  /** Where to keep everything, instead of in the configured folder. */
  readonly dataDirectory?: string;
}

/** A homeserver that runs. Disposing it ends what runs, in good order. */
export interface Homeserver extends AsyncDisposable {
  /** Where it listens, without a trailing slash: `http://127.0.0.1:8008`. */
  readonly baseUrl: string;
  readonly serverName: string;
  /** Asks the modules. */
  readonly callbacks: Callbacks;
  readonly runtime: Runtime;
  /** What the modules can do with the homeserver. */
  readonly host: EmbeddedHost;
  /** Answers a request, as if it had come over the network. Never rejects. */
  fetch(request: Request): Promise<Response>;
  /**
   * Resolves when nothing is left to do in the background: tasks that were due have run, modules have heard of every event,
   * and no looping, delayed or background call of theirs runs that does not sleep.
   */
  idle(): Promise<void>;
}

/**
 * Starts a homeserver: opens its data directory, starts the modules, accepts requests.
 *
 * @throws {BoutonError} `BOUTON_DATA_DIRECTORY`, `BOUTON_CANNOT_LISTEN`, `BOUTON_MODULE_START`.
 */
export async function startHomeserver(options: HomeserverOptions): Promise<Homeserver> {
  const { configuration, log } = options;
  const settings = effectiveSettings(options);
  const { bindAddress } = settings;
  await using starting = new AsyncDisposableStack();
  const data = starting.use(openDataDirectory(settings.dataDirectory));

  // The address is taken before the modules start, and known to them. Who comes too early waits.
  const ready = Promise.withResolvers<FetchHandler>();
  ready.promise.catch(() => {});
  const listener = starting.use(await listen(async (...request) => (await ready.promise)(...request), settings));
  starting.defer(() => ready.reject(new Error('The homeserver stops')));
  const baseUrl = `http://${hostOf(bindAddress)}:${listener.port}`;
  const publicBaseurl = settings.publicBaseurl ?? `${baseUrl}/`;

  const { context, dispatcher, services, host } = compose(data, { ...options, settings, publicBaseurl });
  starting.use(services.presence);
  starting.use(services.transactions);

  const runtime = starting.use(await startModules(configuration, host, { dispatcher }));
  const stopping = new AbortController();
  const routers = composeRouters({ context, services, publicBaseurl, stopping: stopping.signal });
  const fetch = createApp({ routers, web: runtime.web, clock: context.clock, log });
  services.usersInRooms.deactivation.resume();
  // What goes on is waited for once nobody can ask for more.
  starting.defer(() => idle(services));
  starting.use(services.push.pushers).start();
  starting.use(services.tasks).start();
  starting.use(services.backgroundUpdates).start();
  starting.use(listener);
  starting.defer(() => stopping.abort());
  ready.resolve(fetch);

  const running = starting.move();
  return {
    baseUrl,
    serverName: context.serverName,
    callbacks: context.callbacks,
    runtime,
    host,
    fetch: (request) => fetch(request, '127.0.0.1'),
    idle: async () => {
      do {
        await services.tasks.idle();
        await idle(services);
        // What modules do by themselves may leave more to do.
      } while (await runtime.idle());
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/**
 * Constructs the modules on an empty homeserver in memory, and describes what they register. Nothing is started, and
 * nothing listens.
 *
 * @throws {BoutonError} `BOUTON_MODULE_START`
 */
export async function inspectConfiguration(
  configuration: Configuration<HomeserverSettings>,
  log: Logger,
): Promise<Inspection> {
  const { settings, modules } = configuration;
  using data = openDataDirectory(':memory:');
  const publicBaseurl = settings.publicBaseurl ?? `http://${hostOf(settings.bindAddress)}:${settings.port}/`;
  const { services, host } = compose(data, { configuration, log, settings, publicBaseurl });
  using _presence = services.presence;
  using _transactions = services.transactions;
  return await inspectModules(modules, host);
}

/** What a homeserver is made of, before its modules are there. */
function compose(
  { database, signingKey, mediaFolder }: DataDirectory,
  options: HomeserverOptions & { readonly settings: HomeserverSettings; readonly publicBaseurl: string },
) {
  const { settings, configuration, log, clock = systemClock, publicBaseurl } = options;
  const { serverName } = settings;
  const dispatcher = new Dispatcher({ serverName, log, policies: configuration.policies });
  const { callbacks } = dispatcher;
  const stream = new StreamSequence(database);
  const notifier = new Notifier(clock);
  const context: HomeserverContext = { settings, serverName, clock, log, database, stream, notifier, callbacks };
  const services = composeServices({ context, key: signingKey, mediaFolder, publicBaseurl });
  return { context, dispatcher, services, host: hostPort({ context, publicBaseurl, services }) };
}

function effectiveSettings({ configuration, port, dataDirectory }: HomeserverOptions): HomeserverSettings {
  const { settings } = configuration;
  return { ...settings, port: port ?? settings.port, dataDirectory: dataDirectory ?? settings.dataDirectory };
}

/** How a URL names the address: one that stands for all addresses is reached as `localhost`. */
function hostOf(bindAddress: string): string {
  if (bindAddress === '0.0.0.0' || bindAddress === '::') return 'localhost';
  return bindAddress.includes(':') ? `[${bindAddress}]` : bindAddress;
}

/** Scheduled tasks are not waited for: when the homeserver stops, they are left to its next start. */
async function idle({ push, rooms, usersInRooms }: Services): Promise<void> {
  await usersInRooms.deactivation.idle();
  await rooms.shutdownTasks.idle();
  await rooms.publisher.idle();
  await push.pushers.idle();
}
