import {
  Dispatcher,
  startModules,
  systemClock,
  type Callbacks,
  type Clock,
  type Configuration,
  type Runtime,
} from '@bouton/runtime';
import type { Logger } from '@bouton/sdk';
import { composeRouters } from './compose-routers.ts';
import { composeServices, type Services } from './compose-services.ts';
import { createApp, type FetchHandler } from './http/create-app.ts';
import { listen } from './http/listen.ts';
import { hostPort, type EmbeddedHost } from './modules/host-port.ts';
import { Notifier } from './notifier.ts';
import type { HomeserverSettings } from './settings.ts';
import { openDataDirectory } from './storage/data-directory.ts';
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
  /** Resolves when nothing is left to do in the background: modules have heard of every event. */
  idle(): Promise<void>;
}

/**
 * Starts a homeserver: opens its data directory, starts the modules, accepts requests.
 *
 * @throws {BoutonError} `BOUTON_DATA_DIRECTORY`, `BOUTON_CANNOT_LISTEN`, `BOUTON_MODULE_START`.
 */
export async function startHomeserver(options: HomeserverOptions): Promise<Homeserver> {
  const { configuration, log, clock = systemClock } = options;
  const settings = effectiveSettings(options);
  const { serverName, bindAddress, port } = settings;
  await using starting = new AsyncDisposableStack();
  const data = starting.use(openDataDirectory(settings.dataDirectory));

  // The address is taken before the modules start, and known to them. Who comes too early waits.
  const ready = Promise.withResolvers<FetchHandler>();
  ready.promise.catch(() => {});
  const listener = starting.use(
    await listen(async (...request) => (await ready.promise)(...request), bindAddress, port),
  );
  starting.defer(() => ready.reject(new Error('The homeserver stops')));
  const baseUrl = `http://${hostOf(bindAddress)}:${listener.port}`;
  const publicBaseurl = settings.publicBaseurl ?? `${baseUrl}/`;

  const { database } = data;
  const dispatcher = new Dispatcher({ serverName, log, policies: configuration.policies });
  const { callbacks } = dispatcher;
  const stream = new StreamSequence(database);
  const context = { settings, serverName, clock, log, database, stream, notifier: new Notifier(clock), callbacks };
  const services = composeServices(context, data.signingKey, data.mediaFolder);
  starting.use(services.presence);

  const host = hostPort({ context, publicBaseurl, services });
  const runtime = starting.use(await startModules(configuration, host, dispatcher));
  const stopping = new AbortController();
  const routers = composeRouters(context, services, { publicBaseurl, stopping: stopping.signal });
  const fetch = createApp({ routers, web: runtime.web, clock, log });
  services.usersInRooms.deactivation.resume();
  ready.resolve(fetch);

  const running = starting.move();
  return {
    baseUrl,
    serverName,
    callbacks,
    runtime,
    host,
    fetch: (request) => fetch(request, '127.0.0.1'),
    idle: () => idle(services),
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      await listener[Symbol.asyncDispose]();
      await idle(services);
      await running.disposeAsync();
    },
  };
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

async function idle({ rooms, usersInRooms }: Services): Promise<void> {
  await usersInRooms.deactivation.idle();
  await rooms.shutdownTasks.idle();
  await rooms.publisher.idle();
}
