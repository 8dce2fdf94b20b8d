import { createServer, type Server } from 'node:http';
import { isIP, type AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { BoutonError } from '@bouton/sdk';
import type { HomeserverSettings } from '../settings.ts';
import type { FetchHandler } from './create-app.ts';

/** How long requests in flight may go on when the homeserver stops, in milliseconds. */
const GRACE = 5_000;

/** Where to listen, and whom to believe. */
export type ListenSettings = Pick<HomeserverSettings, 'bindAddress' | 'port' | 'xForwarded'>;

/** A socket that accepts requests. Disposing it waits for the requests in flight. */
export interface Listener extends AsyncDisposable {
  readonly port: number;
}

/**
 * Accepts requests over HTTP.
 *
 * @throws {BoutonError} `BOUTON_CANNOT_LISTEN` if the address is taken or not one of this machine.
 */
export async function listen(fetch: FetchHandler, settings: ListenSettings): Promise<Listener> {
  const { bindAddress, port, xForwarded } = settings;
  const respond = getRequestListener(
    (request, bindings) => {
      const forwarded = xForwarded ? forwardedAddress(request) : undefined;
      return fetch(request, forwarded ?? addressOf(bindings as HttpBindings));
    },
    // Modules, and what is embedded beside the homeserver, keep the platform's own classes.
    { overrideGlobalObjects: false, hostname: 'localhost' },
  );
  const server = createServer((incoming, outgoing) => void respond(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const message = `Cannot listen at ${bindAddress}:${port}: ${error.message}`;
      reject(new BoutonError('BOUTON_CANNOT_LISTEN', message, { cause: error }));
    });
    server.listen(port, bindAddress, resolve);
  });
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: () => close(server) };
}

async function close(server: Server): Promise<void> {
  const impatience = setTimeout(() => server.closeAllConnections(), GRACE);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(impatience);
}

/** The client's address, as a reverse proxy says it: the first of a list. */
function forwardedAddress({ headers }: Request): string | undefined {
  const [first = ''] = headers.get('x-forwarded-for')?.split(',') ?? [];
  return isIP(first.trim()) === 0 ? undefined : first.trim();
}

function addressOf({ incoming }: HttpBindings): string {
  return (incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}
